import { isDeepStrictEqual } from 'node:util';
import type { Share, Tally } from '../../../src/eventsourcing/consuming/tally';
import { TallyUpdate } from '../../../src/eventsourcing/consuming/tally-update';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { counterOfSum, type SumRow } from '../../../src/eventsourcing/reading/tally-table';
import { streamsOf, type Evidence, type Invariant } from './evidence';

/** Every counter is the sum of what the fold of each stream adds to it. */
export const sumsAreExact: Invariant = function* (evidence) {
  for (const tally of evidence.tallies) {
    const expected = sumsOf(sharesOf(evidence, tally));
    const rows = evidence.tables.rows(tally.table as Table<SumRow>);
    const found = sumsOf(
      rows.flatMap((row) => {
        const counter = counterOfSum(row);
        return counter === undefined ? [] : [new Map([[counter, row.total]])];
      }),
    );
    if (isDeepStrictEqual(found, expected)) continue;
    const [shown, wanted] = [found, expected].map((sums) => JSON.stringify(Object.fromEntries(sums)));
    yield `${tally.name} stands at ${shown}, and the log adds up to ${wanted}.`;
  }
};

function* sharesOf(evidence: Evidence, tally: Tally): Generator<Share> {
  for (const [, commits] of streamsOf(evidence, tally.source.type)) {
    let update = TallyUpdate.from(tally, new Map(), 0);
    for (const commit of commits) update = update.with(commit);
    yield update.share;
  }
}

/** In the order of their names, without those at 0. */
function sumsOf(shares: Iterable<Share>): Share {
  const sums = new Map<string, number>();
  for (const share of shares)
    for (const [counter, count] of share) sums.set(counter, (sums.get(counter) ?? 0) + count);
  return new Map([...sums].filter(([, sum]) => sum !== 0).sort());
}
