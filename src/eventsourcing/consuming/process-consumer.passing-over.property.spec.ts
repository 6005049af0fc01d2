import fc from 'fast-check';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { boxEvents, type BoxEvent } from '../../../test/support/box/box';
import { all, commitOf } from '../../../test/support/commit-of';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { untypedProcess } from '../../../test/support/processing';
import { Command } from '../../kernel/command';
import { versionAfter, type Commit } from '../log/commit';
import { concerns } from './concern';
import type { Consumers } from './consumers';
import { handledBy, type Process } from './process';
import { ProcessConsumer } from './process-consumer';
import type { CommandSender } from './process-sender';

const NAME = 'shop/note';
const STREAMS = ['shop/box#one', 'shop/box#two'];

class Note extends Command {
  static readonly type = 'shop/note/take';

  readonly at!: string;
}

/** Keeps what was filled in and reacts to what was sealed; labels and what was emptied are nothing to it. */
const process: Process<BoxEvent> = {
  name: NAME,
  follows: [boxEvents],
  sends: [Note],
  on: {
    'shop/box/filled': ({ id, version }, rows) => {
      rows.put(id, String(version));
    },
  },
  react: {
    'shop/box/sealed': ({ id, version }) => [Note.of({ at: `${id} ${version}` })],
  },
};
const HANDLED = new Set(handledBy(untypedProcess(process)));

/** Events of a commit: many of those that are nothing to the process, so that milestones are reached. */
const events = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom([labelled('a')], [emptied('a'), labelled('b')]) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 20, max: 120 }).map((length) => Array.from({ length }, () => labelled('c'))),
  },
  { weight: 2, arbitrary: fc.constantFrom([filled('a')], [labelled('a'), filled('b'), labelled('c')]) },
  { weight: 2, arbitrary: fc.constantFrom([sealed], [filled('a'), sealed]) },
) as fc.Arbitrary<BoxEvent[]>;

type Act =
  | { readonly act: 'commit'; readonly stream: string; readonly events: readonly BoxEvent[] }
  /** Some commits, by how far they are from the newest, in two invocations at the same time. */
  | { readonly act: 'deliver'; readonly picks: readonly number[] }
  /** Some of the doorbells that are out. */
  | { readonly act: 'answer'; readonly count: number }
  | { readonly act: 'crash'; readonly when: readonly boolean[] };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('commit' as const),
      stream: fc.constantFrom(...STREAMS),
      events,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('deliver' as const),
      picks: fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('answer' as const), count: fc.nat({ max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('crash' as const),
      when: fc.array(fc.boolean(), { maxLength: 4 }),
    }),
  },
);

class World {
  readonly log = new MemoryEventStore();
  readonly store = new MemoryProcessStore();
  readonly doorbells = new MemoryDoorbells();
  readonly noted = new Map<string, string>();
  readonly commits: Commit[] = [];
  private crashes: boolean[] = [];
  private readonly instances: readonly [Consumers, Consumers];

  /** @param isFiltered whether the broker sends only what concerns the process, or everything */
  constructor(private readonly isFiltered: boolean) {
    const bus: CommandSender = {
      execute: (command, { idempotency }) =>
        this.around(() => {
          const at = String(command.toData().data.at);
          this.noted.set(idempotency?.key ?? '', at);
          return Promise.resolve({ id: at, version: 1 });
        }),
    };
    const write = this.store.write.bind(this.store);
    this.store.write = (step) => this.around(() => write(step));
    const instance = (): Consumers =>
      consumersOf([new ProcessConsumer(untypedProcess(process), this.store, bus)], {
        log: this.log,
        doorbells: this.doorbells,
      });
    this.instances = [instance(), instance()];
  }

  async do(what: Act): Promise<void> {
    if (what.act === 'crash') this.crashes = [...what.when];
    if (what.act === 'answer') await this.answer(what.count);
    if (what.act === 'deliver') {
      const batch = what.picks.flatMap((pick) => this.commits.at(-1 - pick) ?? []);
      const half = Math.ceil(batch.length / 2);
      await Promise.all([this.deliver(0, batch.slice(0, half)), this.deliver(1, batch.slice(half))]);
    }
    if (what.act === 'commit') {
      const last = this.commits.findLast(({ stream }) => stream === what.stream);
      const commit = commitOf(what.stream, last ? versionAfter(last) + 1 : 1, ...what.events);
      await this.log.append(commit);
      this.commits.push(commit);
    }
  }

  /** What the broker sends comes at least once, in the end; what is rung is answered. */
  async settle(): Promise<void> {
    this.crashes = [];
    await this.deliver(0, this.commits);
    while (this.doorbells.rung.length > 0) await this.answer(this.doorbells.rung.length);
  }

  private async deliver(instance: 0 | 1, commits: readonly Commit[]): Promise<void> {
    const sent = this.isFiltered ? commits.filter((commit) => concerns(commit, HANDLED)) : commits;
    const left = await this.instances[instance].take(sent, NO_HURRY);
    expect(left.size).toBe(0);
  }

  /** By whichever instance the catch-up calls. A doorbell that could not be answered rings again. */
  private async answer(count: number): Promise<void> {
    for (const doorbell of this.doorbells.rung.splice(0, count)) {
      await this.instances[1].catchUp(doorbell, NO_HURRY).catch(() => this.doorbells.rung.push(doorbell));
    }
  }

  private async around<T>(work: () => Promise<T>): Promise<T> {
    if (this.crashes.shift()) throw new Error('crash');
    const result = await work();
    if (this.crashes.shift()) throw new Error('crash');
    return result;
  }
}

/** Places of the events of a type, as `id version`. */
function placesOf(commits: readonly Commit[], wanted: string): string[] {
  return commits
    .flatMap(({ stream, version, events }) =>
      events.flatMap(({ type }, index) =>
        type === wanted ? [`${stream.slice('shop/box#'.length)} ${version + index}`] : [],
      ),
    )
    .sort();
}

describe('a process that is not delivered everything', () => {
  it('does what it would do with everything, whatever repeats, comes out of order, crashes or is rung', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(act, { minLength: 3, maxLength: 40 }),
        async (isFiltered, acts) => {
          const world = new World(isFiltered);
          for (const each of acts) await world.do(each);
          await world.settle();
          expect([...world.noted.values()].sort()).toEqual(placesOf(world.commits, 'shop/box/sealed'));
          const rows = await Promise.all(
            ['one', 'two'].map(async (id) =>
              (await all(world.store.list(NAME, id, ''))).map(({ item }) => `${id} ${item}`),
            ),
          );
          expect(rows.flat().sort()).toEqual(placesOf(world.commits, 'shop/box/filled'));
          for (const { stream, version, rowsAt } of await world.store.checkpoints(NAME, STREAMS)) {
            const missed = world.commits.filter((each) => each.stream === stream && each.version > version);
            expect(version).toBe(rowsAt);
            expect(missed.some((each) => concerns(each, HANDLED))).toBe(false);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
