import { sideBySide } from '../../../src/eventsourcing/consuming/side-by-side';
import { keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';
import { groupBy } from '../../../src/kernel/group-by';
import type { Difference } from './difference';
import { placeOf } from './fold-at';
import { isSameState, type Judge, type Judgement } from './judge';
import type { Owners } from './owners';
import type { Row, StoredRows } from './stored-rows';

/** Streams that are folded at the same time. */
const WIDTH = 16;
/** Looks at a row whose stream moves all the while. */
const LOOKS = 100;

interface Parts {
  readonly judge: Judge;
  readonly owners: Owners;
  readonly stored: StoredRows;
}

/**
 * Of some rows of a detail table, those that no stream leads to.
 *
 * They are judged as of the version of their projection's row. While that one is missing, of another revision, or of no
 * version of the stream, nothing can be said of them: it is reported itself, and they are judged once it is mended.
 */
export async function findSurplus(
  table: Table,
  rows: readonly Row[],
  parts: Parts,
): Promise<readonly Difference[]> {
  const { owners } = parts;
  const found: Difference[] = [];
  const byOwners = groupBy(rows, (row) => owners.streamsOf(table, row).join(' '));
  await sideBySide(byOwners.values(), WIDTH, async (some) => {
    const streams = owners.streamsOf(table, some[0] ?? {});
    for (const row of await unexpected(table, some, streams, parts.judge)) {
      const difference = await confirmed(table, keyOf<object>(table, row), streams, parts);
      if (difference) found.push(difference);
    }
  });
  return found;
}

/** What none of the streams leads to, at first sight. */
async function unexpected(
  table: Table,
  rows: readonly Row[],
  streams: readonly string[],
  judge: Judge,
): Promise<readonly Row[]> {
  const judgements = await judgementsOf(streams, judge);
  return rows.filter((row) => isUnexpected(table, keyOf<object>(table, row), judgements));
}

/** Looks until the row and those that it depends on are seen as of one moment. */
async function confirmed(
  table: Table,
  key: Key,
  streams: readonly string[],
  { judge, stored }: Parts,
): Promise<Difference | undefined> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const judgements = await judgementsOf(streams, judge);
    if (!isUnexpected(table, key, judgements)) return undefined;
    const [row] = await stored.getMany(table, [key]);
    if (!row) return undefined;
    const after = await judge.heads(streams);
    if (!judgements.every(({ seen }, index) => isSameState(seen, after[index]))) continue;
    const owner = Math.max(
      0,
      judgements.findIndex(({ last }) => last > 0),
    );
    const { seen } = judgements[owner] ?? {};
    return {
      kind: 'detail-surplus',
      stream: streams[owner] ?? '',
      table: table.name,
      key,
      ...(seen && { seen }),
    };
  }
  throw new Error(`${streams.join(' and ')} change too fast to be compared; verify again later.`);
}

async function judgementsOf(streams: readonly string[], judge: Judge): Promise<readonly Judgement[]> {
  const heads = await judge.heads(streams);
  return Promise.all(streams.map((stream, index) => judge.judgeHead(stream, heads[index])));
}

function isUnexpected(table: Table, key: Key, judgements: readonly Judgement[]): boolean {
  const place = placeOf(table, key);
  return judgements.every(({ rows }) => rows !== undefined && !rows.details.has(place));
}
