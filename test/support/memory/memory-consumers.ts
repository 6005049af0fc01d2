import type { Doorbell, Doorbells } from '../../../src/eventsourcing/consuming/catch-up/doorbell';
import type { Consumer } from '../../../src/eventsourcing/consuming/consumer';
import { Consumers, type ConsumersPorts } from '../../../src/eventsourcing/consuming/consumers';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { ProjectionConsumer } from '../../../src/eventsourcing/consuming/projection-consumer';
import type { ProjectionStore } from '../../../src/eventsourcing/consuming/projection-store';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import { EventSchemas } from '../../../src/eventsourcing/log/event-schemas';
import { MemoryEventStore } from './memory-event-store';
import { RecordingLogger } from './recording-logger';

/** The `until` of an invocation that has all the time in the world. */
export const NO_HURRY = Infinity;

/** What passes by itself in these tests. */
export class PassingError extends Error {}

/** Keeps the doorbells that are rung, or fails as a test tells it to. */
export class MemoryDoorbells implements Doorbells {
  readonly rung: Doorbell[] = [];
  failure: Error | undefined;

  ring(doorbell: Doorbell): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.rung.push(doorbell);
    return Promise.resolve();
  }
}

/** The consumers of a function called `ShopProjector`; every part can be replaced. */
export function consumersOf(consumers: readonly Consumer[], ports: Partial<ConsumersPorts> = {}): Consumers {
  return new Consumers('ShopProjector', consumers, {
    log: new MemoryEventStore(),
    schemas: new EventSchemas([]),
    doorbells: new MemoryDoorbells(),
    isTransient: (error) => error instanceof PassingError,
    logger: new RecordingLogger(),
    ...ports,
  });
}

export function projectorOf(
  projections: readonly Projection[],
  store: ProjectionStore,
  ports: Partial<ConsumersPorts> = {},
): Consumers {
  return consumersOf(
    projections.map((projection) => new ProjectionConsumer(projection, store)),
    ports,
  );
}

/** A log that takes so long to read that the time is up, at `end`, before its third commit. Needs virtual time. */
export function slowLogOf(commits: readonly Commit[], end: number): EventLog {
  return {
    async *read() {
      for (const [index, commit] of commits.entries()) {
        if (index === 2) jest.mocked(Date.now).mockReturnValue(end);
        yield await Promise.resolve(commit);
      }
    },
  };
}
