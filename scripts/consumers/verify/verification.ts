import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { sideBySide } from '../../../src/eventsourcing/consuming/side-by-side';
import { parseStream, streamOf } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import type { StreamDirectory } from '../../../src/eventsourcing/log/stream-directory';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { Pace } from '../pace';
import type { Progress } from '../progress';
import { groupsOf } from '../stream-groups';
import { passes, type Difference } from './difference';
import { Judge } from './judge';
import { Owners } from './owners';
import { findSurplus } from './surplus';
import type { Row, StoredRows } from './stored-rows';
import { Suspects, type Suspect } from './suspects';

/** Streams that are read at the same time. */
const WIDTH = 16;
/** Rows whose streams are looked at together. */
const TOGETHER = 100;

export interface VerifyParts {
  readonly projection: Projection;
  readonly log: EventLog;
  readonly directory: StreamDirectory;
  readonly stored: StoredRows;
  readonly progress: Progress;
  /** Whether other projections have rows in a table too, so that what it holds is not this one's alone. */
  readonly isShared: (table: Table) => boolean;
}

export interface VerifyOptions {
  /** Streams a second. */
  readonly rate: number;
  /** Milliseconds that a row is given that may only be on its way. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

export interface Verified {
  streams: number;
  /** Rows and detail rows in the tables. */
  rows: number;
  details: number;
  differences: number;
  /** Tables whose rows could not be told to be one too many, and why. */
  readonly unchecked: string[];
}

/** Told of what is wrong with one stream. */
export type Found = (differences: readonly Difference[]) => Promise<void>;

/**
 * Compares all rows of a projection with the log, both ways, while commands go on: each stream has its rows, and each row
 * has its stream. A page at a time, so it needs memory for the longest list of detail rows that a stream leads to.
 */
export class Verification {
  private readonly judge: Judge;
  private readonly owners: Owners;
  private readonly pace: Pace;
  private readonly counts: Verified = { streams: 0, rows: 0, details: 0, differences: 0, unchecked: [] };

  constructor(
    private readonly parts: VerifyParts,
    private readonly options: VerifyOptions,
    private readonly found: Found,
  ) {
    this.judge = new Judge(parts.projection, parts.log, parts.stored);
    this.owners = new Owners(parts.projection);
    this.pace = new Pace(options.rate);
  }

  /** @throws what the signal was aborted with */
  async run(): Promise<Verified> {
    const { projection, progress, isShared } = this.parts;
    await this.walkLog();
    if (isShared(projection.table)) this.pass(projection.table, 'other projections have rows in it too');
    else await this.walkRows();
    for (const { table } of projection.details) {
      if (isShared(table)) this.pass(table, 'other projections have rows in it too');
      else if (!this.owners.isKnown(table))
        this.pass(table, 'no column of its key is the id of the aggregate');
      else await this.walkDetails(table);
    }
    progress.end();
    return this.counts;
  }

  private pass({ name }: Table, why: string): void {
    this.counts.unchecked.push(`${name}: ${why}`);
  }

  private async report(differences: readonly Difference[]): Promise<void> {
    if (differences.length === 0) return;
    this.counts.differences += differences.length;
    await this.found(differences);
  }

  /** Finds what streams lead to and tables do not have. */
  private async walkLog(): Promise<void> {
    const { projection, directory, progress } = this.parts;
    const { patience, signal } = this.options;
    const suspects = new Suspects(patience, (...about) => this.lookAgain(...about), signal);
    for await (const streams of groupsOf(directory, projection.source.type)) {
      signal.throwIfAborted();
      await this.pace.take(streams.length);
      const heads = await this.judge.heads(streams);
      await sideBySide(streams.entries(), WIDTH, async ([index, stream]) => {
        const judgement = await this.judge.judge(stream, heads[index]);
        const { rows, last, differences } = judgement;
        for (const row of rows?.details.values() ?? []) this.owners.learn(parseStream(stream).id, row);
        const lasting = differences.filter((each) => !passes(each));
        if (lasting.length > 0) await this.report(lasting);
        else if (differences.length > 0) await suspects.add(stream, last);
      });
      this.counts.streams += streams.length;
      progress.add(streams.length);
    }
    await suspects.settle();
  }

  /** @returns whether there is nothing more to wait for */
  private async lookAgain({ stream, goal }: Suspect, isLast: boolean): Promise<boolean> {
    const [seen] = await this.judge.heads([stream]);
    const { differences } = await this.judge.judge(stream, seen);
    const lasting = differences.filter((each) => !passes(each));
    const waiting = differences.filter(
      (each) => passes(each) && !(each.kind === 'late' && reached(seen, goal)),
    );
    await this.report(lasting.length > 0 || !isLast ? lasting : waiting);
    return lasting.length > 0 || waiting.length === 0;
  }

  /** Finds the rows of streams that do not exist. */
  private async walkRows(): Promise<void> {
    const { projection, log, stored } = this.parts;
    for await (const rows of this.slices(stored.pages(projection.table))) {
      await this.pace.take(rows.length);
      await sideBySide(rows, WIDTH, async ({ id }) => {
        const stream = streamOf(projection.source.type, String(id));
        for await (const _ of log.read(stream, { order: 'newest-first', expected: 1 })) return;
        // A page may be a moment behind.
        const [seen] = await this.judge.heads([stream]);
        const { differences } = await this.judge.judgeHead(stream, seen);
        await this.report(differences.filter(({ kind }) => kind === 'orphan'));
      });
      this.counts.rows += rows.length;
    }
  }

  /** Finds the detail rows that no stream leads to. */
  private async walkDetails(table: Table): Promise<void> {
    const { stored } = this.parts;
    for await (const rows of this.slices(stored.pages(table))) {
      await this.pace.take(rows.length);
      await this.report(await findSurplus(table, rows, { judge: this.judge, owners: this.owners, stored }));
      this.counts.details += rows.length;
    }
  }

  private async *slices(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    for await (const page of pages) {
      for (let at = 0; at < page.length; at += TOGETHER) {
        this.options.signal.throwIfAborted();
        yield page.slice(at, at + TOGETHER);
      }
    }
  }
}

/** A stream that never rests is always a little behind; what counts is that its row has moved on. */
function reached(seen: Row | undefined, goal: number): boolean {
  return seen !== undefined && Number(seen.version) >= goal;
}
