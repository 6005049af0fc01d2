import { isDeepStrictEqual } from 'node:util';
import { UnknownEventError } from '../../../src/kernel/fold';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { parseStream } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import { UnknownRevisionError } from '../../../src/eventsourcing/log/unknown-revision-error';
import { groupBy } from '../../../src/kernel/group-by';
import { compareRows } from './compare-rows';
import type { Difference, HeadKind } from './difference';
import { foldAt, type Detail, type Folded, type StreamFold } from './fold-at';
import type { Row, StoredRows } from './stored-rows';

/** Keys in one call. */
const TOGETHER = 100;
/** Looks at a stream whose row moves all the while. */
const LOOKS = 100;

/** What there is to say of a stream and its rows. */
export interface Judgement {
  readonly differences: readonly Difference[];
  /** What the rows have to be at the version of the stored one; absent when that is no version to go by. */
  readonly rows?: Folded;
  /** The projection's row, as it was stored. */
  readonly seen: Row | undefined;
  /** Version of the stream. */
  readonly last: number;
}

/**
 * Compares the rows of one stream with the fold of the log, while both go on: a row is compared with the fold up to its own
 * version, and its detail rows are those of that version when the row is still the same after they were read.
 */
export class Judge {
  constructor(
    readonly projection: Projection,
    private readonly log: EventLog,
    private readonly stored: StoredRows,
  ) {}

  /** The projection's rows of some streams, in their order. At most 100. */
  heads(streams: readonly string[]): Promise<readonly (Row | undefined)[]> {
    const keys = streams.map((stream) => ({ id: parseStream(stream).id }));
    return this.stored.getMany(this.projection.table, keys);
  }

  /** @param seen the stored row, or that there is none @throws Error for a stream that never stands still */
  async judge(stream: string, seen: Row | undefined): Promise<Judgement> {
    let head = seen;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const judgement = await this.judgeHead(stream, head);
      const { details } = judgement.rows ?? {};
      if (!details || details.size === 0) return judgement;
      const differences = await this.judgeDetails(stream, head, [...details.values()]);
      if (differences.length === 0) return judgement;
      const [after] = await this.heads([stream]);
      if (isSameState(head, after)) {
        return { ...judgement, differences: [...judgement.differences, ...differences] };
      }
      head = after;
    }
    throw new Error(`${stream} changes too fast to be compared; verify again later.`);
  }

  /** The projection's row alone. */
  async judgeHead(stream: string, seen: Row | undefined): Promise<Judgement> {
    const { projection } = this;
    const table = projection.table.name;
    const is = (kind: HeadKind, more: Partial<Difference> = {}): Difference => {
      return { kind, stream, table, ...(seen && { seen }), ...more };
    };
    const current = projection.revision ?? 1;
    const { version, revision } = seen ? stateOf(seen) : { version: 0, revision: current };
    const sound = version !== undefined && revision === current;
    let fold: StreamFold;
    try {
      fold = await foldAt(projection, this.log, stream, sound ? version : 0);
    } catch (error) {
      if (!(error instanceof UnknownEventError || error instanceof UnknownRevisionError)) throw error;
      return { differences: [is('unfoldable', { note: error.message })], seen, last: 0 };
    }
    const { last, rows } = fold;
    const only = (kind: HeadKind): Judgement => ({ differences: [is(kind)], seen, last });
    if (!seen) return last === 0 ? { differences: [], seen, last, ...(rows && { rows }) } : only('missing');
    if (last === 0) return only('orphan');
    if (revision === undefined) return only('unversioned');
    if (revision !== current) return only(revision < current ? 'outdated' : 'newer');
    if (version === undefined || version === 0) return only('unversioned');
    if (!rows) return only(version > last ? 'ahead' : 'unversioned');
    const columns = compareRows(without(seen, 'revision'), rows.head);
    const differences = [
      ...(columns.length > 0 ? [is('wrong', { columns })] : []),
      ...(version < last ? [is('late')] : []),
    ];
    return { differences, rows, seen, last };
  }

  private async judgeDetails(
    stream: string,
    seen: Row | undefined,
    expected: readonly Detail[],
  ): Promise<readonly Difference[]> {
    const differences: Difference[] = [];
    for (const details of groupBy(expected, ({ table }) => table).values()) {
      for (let at = 0; at < details.length; at += TOGETHER) {
        const some = details.slice(at, at + TOGETHER);
        const rows = await this.stored.getMany(
          some[0]?.table ?? this.projection.table,
          some.map(({ key }) => key),
        );
        for (const [index, { table, key, row }] of some.entries()) {
          const about = { stream, table: table.name, key, ...(seen && { seen }) };
          const found = rows[index];
          const columns = found ? compareRows(found, row) : [];
          if (!found) differences.push({ kind: 'detail-missing', ...about });
          else if (columns.length > 0) differences.push({ kind: 'detail-wrong', ...about, columns });
        }
      }
    }
    return differences;
  }
}

/** Whether a projector has written nothing in between: each of its writes changes one of these. */
export function isSameState(a: Row | undefined, b: Row | undefined): boolean {
  if (!a || !b) return a === b;
  return isDeepStrictEqual([a.version, a.revision], [b.version, b.revision]);
}

/** What no projector would have written is absent. The first revision is one that is not stored. */
function stateOf({ version, revision }: Row): {
  readonly version: number | undefined;
  readonly revision: number | undefined;
} {
  const stored = revision === undefined ? 1 : revision === 1 ? undefined : countOf(revision);
  return { version: countOf(version), revision: stored };
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function without(row: Row, column: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));
}
