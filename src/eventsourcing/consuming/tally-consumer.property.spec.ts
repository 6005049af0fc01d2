import fc from 'fast-check';
import type { BoxEvent } from '../../../test/support/box/box';
import { emptied, filled, labelled } from '../../../test/support/box/box.events';
import { ItemsTally, itemCountsTable } from '../../../test/support/box/box.tally';
import { all, commitOf } from '../../../test/support/commit-of';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryTables } from '../../../test/support/memory/memory-tables';
import { MemoryTallyStore } from '../../../test/support/memory/memory-tally-store';
import { versionAfter, type Commit } from '../log/commit';
import type { Table } from '../reading/table';
import { counterOfSum, type SumRow } from '../reading/tally-table';
import type { Consumers } from './consumers';
import type { Tally } from './tally';
import { TallyConsumer } from './tally-consumer';
import type { TallyWrite } from './tally-store';
import { TallyUpdate } from './tally-update';

const STREAMS = ['shop/box#one', 'shop/box#two', 'shop/box#three'];
const ITEMS = ['car', 'doll', 'ball'];
/** More counters than one transaction holds. */
const MANY = Array.from({ length: 120 }, (_, index) => `item ${index}`);
const LAST_REVISION = 3;

const item = fc.constantFrom(...ITEMS);
const event: fc.Arbitrary<BoxEvent> = fc.oneof(
  { weight: 5, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => filled(...items)) },
  { weight: 3, arbitrary: item.map((each) => emptied(each)) },
  { weight: 2, arbitrary: fc.constant(labelled('a')) },
  { weight: 3, arbitrary: fc.constantFrom(filled(...MANY), emptied(...MANY)) },
);

type Act =
  | { readonly act: 'commit'; readonly stream: string; readonly events: readonly BoxEvent[] }
  /** Some commits, by how far they are from the newest, to two revisions at the same time. */
  | { readonly act: 'deliver'; readonly picks: readonly number[]; readonly revisions: readonly number[] }
  | { readonly act: 'crash'; readonly when: readonly boolean[] };

const revision = fc.constantFrom(1, 2, LAST_REVISION, LAST_REVISION);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('commit' as const),
      stream: fc.constantFrom(...STREAMS),
      events: fc.array(event, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('deliver' as const),
      picks: fc.array(fc.nat(), { maxLength: 6 }),
      revisions: fc.array(revision, { minLength: 2, maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('crash' as const),
      when: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    }),
  },
);

/** Crashes before or after a write, as it is told to. */
class CrashingStore extends MemoryTallyStore {
  static crashes: boolean[] = [];

  override async write(step: TallyWrite): ReturnType<MemoryTallyStore['write']> {
    if (CrashingStore.crashes.shift() === true) throw new Error('crashed before');
    const result = await super.write(step);
    if (CrashingStore.crashes.shift() === true) throw new Error('crashed after');
    return result;
  }
}

const tallyOf = (of: number): Tally => new ItemsTally(of) as unknown as Tally;

/** What all streams add up to. */
function expected(commits: readonly Commit[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const stream of STREAMS) {
    let update = TallyUpdate.from(tallyOf(LAST_REVISION), new Map(), 0);
    for (const commit of commits) if (commit.stream === stream) update = update.with(commit);
    for (const [counter, count] of update.share) sums.set(counter, (sums.get(counter) ?? 0) + count);
  }
  return sums;
}

/** What counters stand at, without those at 0. */
function sumsIn(tables: MemoryTables): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of tables.rows(itemCountsTable as Table<SumRow>)) {
    const counter = counterOfSum(row);
    if (counter !== undefined) sums.set(counter, (sums.get(counter) ?? 0) + row.total);
  }
  return new Map([...sums].filter(([, total]) => total !== 0));
}

describe('A tally', () => {
  it('is the sum of all streams, whatever is delivered, cut off, raced for and made anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
        const log = new MemoryEventStore();
        const tables = new MemoryTables();
        const commits: Commit[] = [];
        CrashingStore.crashes = [];
        const code = (of: number, part: number): Consumers =>
          consumersOf([new TallyConsumer(tallyOf(of), new CrashingStore(tables, part))], {
            log,
            doorbells: new MemoryDoorbells(),
          });
        for (const each of acts) {
          if (each.act === 'crash') CrashingStore.crashes = [...each.when];
          else if (each.act === 'commit') {
            const before = commits.filter(({ stream }) => stream === each.stream).at(-1);
            const version = before ? versionAfter(before) + 1 : 1;
            const commit = commitOf(each.stream, version, ...each.events);
            await log.append(commit);
            commits.push(commit);
          } else {
            const batch = each.picks.flatMap((pick) => commits.at(-1 - (pick % (commits.length + 1))) ?? []);
            await Promise.all(each.revisions.map((of, part) => code(of, part).take(batch, NO_HURRY)));
          }
        }

        CrashingStore.crashes = [];
        for (const stream of STREAMS) {
          if ((await all(log.read(stream))).length === 0) continue;
          await code(LAST_REVISION, 2).catchUp({ consumer: 'shop/items-in-boxes', stream }, NO_HURRY);
        }
        expect(sumsIn(tables)).toEqual(expected(commits));
      }),
      { numRuns: 150 },
    );
  });
});
