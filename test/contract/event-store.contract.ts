import type { WritingPorts } from '../../src/eventsourcing/writing/event-store';
import { idempotencyContract } from './event-store/idempotency';
import { uniqueValuesContract } from './event-store/unique-values';
import { EventStoreKit } from './event-store/kit';
import { limitsContract } from './event-store/limits';
import { lockingContract } from './event-store/locking';
import { readingContract } from './event-store/reading';
import { snapshotsContract } from './event-store/snapshots';
import { streamsContract } from './event-store/streams';

/**
 * What every event store does, with its idempotency records and its directory, as tests. Call it in a spec of your
 * own adapters:
 *
 * @example eventStoreContract('PostgreSQL', () => ({ events: new PostgresEventStore(pool), ... }));
 *
 * @param makePorts may give the same ones each time: streams, values and keys are new in each test
 */
export function eventStoreContract(name: string, makePorts: () => WritingPorts): void {
  describe(`${name} as an event store`, () => {
    const kit = new EventStoreKit(makePorts);
    beforeEach(() => {
      kit.renew();
    });

    readingContract(kit);
    lockingContract(kit);
    limitsContract(kit);
    snapshotsContract(kit);
    uniqueValuesContract(kit);
    idempotencyContract(kit);
    streamsContract(kit);
  });
}
