import { ProcessConsumer } from '../../src/eventsourcing/consuming/process-consumer';
import type { Process } from '../../src/eventsourcing/consuming/process';
import { versionAfter, streamOf } from '../../src/eventsourcing/log/commit';
import type { Command } from '../../src/kernel/command';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { commitOf } from './commit-of';
import { MemoryProcessStore } from './memory/memory-process-store';

/**
 * Given what has happened to each aggregate, when something happens, then exactly these commands are sent.
 *
 * @example
 * await processing(new RemoveRoleFromUsersWhenRoleDisabled())
 *   .given('ann', roleAdded)
 *   .when('admin', { type: 'iam/role/disabled', data: {} })
 *   .then(RemoveRoleFromUser.of({ id: 'ann', roleId: 'admin' }));
 */
export function processing<E extends DomainEvent, Data extends object>(
  process: Process<E, Data>,
): Processing<E> {
  return new Processing(untypedProcess(process), []);
}

/** The engine dispatches by event type at run time, where the types of one process's events mean nothing. */
export function untypedProcess<E extends DomainEvent, Data extends object>(
  process: Process<E, Data>,
): Process {
  return process as unknown as Process;
}

interface Happening {
  readonly id: string;
  readonly events: readonly DomainEvent[];
}

class Processing<E extends DomainEvent> {
  constructor(
    private readonly process: Process,
    private readonly history: readonly Happening[],
  ) {}

  /** The next commit of an aggregate. Commands that follow from it are nobody's concern. */
  given(id: string, ...events: readonly E[]): Processing<E> {
    return new Processing(this.process, [...this.history, { id, events }]);
  }

  /** The commit that is looked at. */
  when(id: string, ...events: readonly E[]): Reaction {
    return new Reaction(this.process, this.history, { id, events });
  }
}

class Reaction {
  constructor(
    private readonly process: Process,
    private readonly history: readonly Happening[],
    private readonly last: Happening,
  ) {}

  /** Exactly these commands are sent, in any order. */
  async then(...commands: readonly Command[]): Promise<void> {
    const sent: Command[] = [];
    const bus = {
      execute: (command: Command) => {
        sent.push(command);
        return Promise.resolve({ id: 'any', version: 1 });
      },
    };
    const consumer = new ProcessConsumer(this.process, new MemoryProcessStore(), bus);
    for (const happening of [...this.history, this.last]) {
      sent.length = 0;
      await this.take(consumer, happening);
    }
    expect(sortedText(sent)).toEqual(sortedText(commands));
  }

  private async take(consumer: ProcessConsumer, { id, events }: Happening): Promise<void> {
    const stream = streamOf(this.sourceOf(events), id);
    const [from] = await consumer.checkpoints([stream]);
    if (!from) throw new Error(`There is no checkpoint of ${stream}.`);
    const commit = commitOf(stream, from.version + 1, ...events);
    let reached = from;
    for await (const checkpoint of consumer.take(from, [commit], Infinity)) reached = checkpoint;
    expect(reached).toEqual({ stream, version: versionAfter(commit), rowsAt: versionAfter(commit) });
  }

  /** Type of the aggregate that the events are of: the one of those followed that begins their types. */
  private sourceOf([event]: readonly DomainEvent[]): string {
    const source = this.process.follows.find(({ type }) => event?.type.startsWith(`${type}/`));
    if (!source) throw new Error(`${this.process.name} does not follow ${event?.type ?? 'nothing'}.`);
    return source.type;
  }
}

/** As JSON, so that commands compare by what they say. */
function sortedText(commands: readonly Command[]): string[] {
  return commands.map((command) => JSON.stringify(command.toData())).sort();
}
