import { ProcessConsumer } from '../../src/eventsourcing/consuming/process-consumer';
import type { Process } from '../../src/eventsourcing/consuming/process';
import { Timeout } from '../../src/eventsourcing/consuming/timeout';
import { versionAfter, streamOf } from '../../src/eventsourcing/log/commit';
import { scheduleIdOf } from '../../src/eventsourcing/writing/schedules';
import type { Command } from '../../src/kernel/command';
import { DomainError } from '../../src/kernel/domain-error';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { commitOf } from './commit-of';
import { MemoryProcessStore } from './memory/memory-process-store';

/**
 * Given what has happened to each aggregate, when something happens, then exactly these commands are sent, and exactly these
 * timeouts set or cancelled.
 *
 * @example
 * await processing(new RemoveRoleFromUsersWhenRoleDisabled())
 *   .given('ann', roleAdded)
 *   .when('admin', { type: 'iam/role/disabled', data: {} })
 *   .then(RemoveRoleFromUser.of({ id: 'ann', roleId: 'admin' }));
 *
 * await processing(new FulfilOrder())
 *   .refused(reserve, 'shop/product/sold-out')
 *   .when('an-order', placed)
 *   .then(reserve, cancelOrder, later('an-order', 'time-is-up', timeOut, at));
 */
export function processing<E extends DomainEvent, Data extends object>(
  process: Process<E, Data>,
): Processing<E> {
  return new Processing(untypedProcess(process), [], new Map());
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
    private readonly refusals: ReadonlyMap<string, string>,
  ) {}

  /** From here on this command is refused with this code. */
  refused(command: Command, code: string): Processing<E> {
    const refusals = new Map([...this.refusals, [textOf(command), code]]);
    return new Processing(this.process, this.history, refusals);
  }

  /** The next commit of an aggregate. Commands that follow from it are nobody's concern. */
  given(id: string, ...events: readonly E[]): Processing<E> {
    return new Processing(this.process, [...this.history, { id, events }], this.refusals);
  }

  /** The commit that is looked at. */
  when(id: string, ...events: readonly E[]): Reaction {
    return new Reaction(this.process, [...this.history, { id, events }], this.refusals);
  }
}

class Reaction {
  private readonly store = new MemoryProcessStore();

  constructor(
    private readonly process: Process,
    private readonly happenings: readonly Happening[],
    private readonly refusals: ReadonlyMap<string, string>,
  ) {}

  /** Exactly these commands are sent, also those that are refused, and these timeouts set or cancelled; in any order. */
  async then(...steps: readonly (Command | Timeout)[]): Promise<void> {
    const done = await this.play();
    expect(done.sort()).toEqual(steps.map((step) => textOf(step, this.process.name)).sort());
  }

  /** Nothing of this instance is kept once everything has happened. */
  async thenForgets(instance: string): Promise<void> {
    await this.play();
    expect(this.store.itemsOf(this.process.name, instance)).toEqual([]);
  }

  /** @returns what the last happening led to */
  private async play(): Promise<string[]> {
    const done: string[] = [];
    const bus = {
      execute: (command: Command) => {
        done.push(textOf(command));
        const code = this.refusals.get(textOf(command));
        if (code !== undefined) return Promise.reject(new DomainError('rule', code, 'It is refused.'));
        return Promise.resolve({ id: 'any', version: 1 });
      },
    };
    const schedules = {
      schedule: ({ id, at, command }: { id: string; at: number; command: object }) => {
        done.push(JSON.stringify({ id, at, command }));
        return Promise.resolve();
      },
      cancel: (id: string) => {
        done.push(JSON.stringify({ id }));
        return Promise.resolve();
      },
    };
    const consumer = new ProcessConsumer(this.process, this.store, bus, schedules);
    for (const happening of this.happenings) {
      done.length = 0;
      await this.take(consumer, happening);
    }
    return done;
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
function textOf(step: Command | Timeout, process = ''): string {
  if (!(step instanceof Timeout)) return JSON.stringify(step.toData());
  const { instance, name, due } = step;
  const id = scheduleIdOf(process, instance, name);
  return JSON.stringify(due ? { id, at: due.at, command: due.command.toData() } : { id });
}
