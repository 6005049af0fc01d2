import type { Tally } from '../../../../src/eventsourcing/consuming/tally';
import { sideBySide } from '../../../../src/eventsourcing/consuming/side-by-side';
import { parseStream, streamOf } from '../../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../../src/eventsourcing/log/event-log';
import type { StreamDirectory } from '../../../../src/eventsourcing/log/stream-directory';
import { shareKey } from '../../../../src/eventsourcing/reading/tally-table';
import { Pace } from '../../pace';
import type { Progress } from '../../progress';
import { groupsOf } from '../../stream-groups';
import { passes, type Difference, type HeadKind } from '../difference';
import type { StoredRows } from '../stored-rows';
import { Suspects, type Suspect } from '../suspects';
import type { VerifyOptions } from '../verification';
import { judgeShare, type ShareJudgement } from './judge-share';
import { wrongSums } from './sums';
import { foundIn, type Found, type TallyRows } from './tally-rows';

/** Streams that are read at the same time. */
const WIDTH = 16;

export interface TallyParts {
  readonly tally: Tally;
  readonly log: EventLog;
  readonly directory: StreamDirectory;
  readonly rows: Pick<TallyRows, 'all'>;
  readonly stored: Pick<StoredRows, 'getMany'>;
  readonly progress: Progress;
}

/** What is wrong with what a stream adds, and the row that says so. */
export type ShareDifference = { readonly found: Found | undefined } & Difference;

/** What is wrong with a tally: the share of a stream, a row that is nothing, or a sum (too small by `lack`). */
export type TallyDifference =
  | ShareDifference
  | { readonly kind: 'stranger' | 'no-number'; readonly found: Found }
  | { readonly kind: 'sum-wrong'; readonly counter: string; readonly lack: number };

export interface TallyVerified {
  streams: number;
  differences: number;
  /** Sums that changed all the while. */
  restless: number;
}

/** Compares a tally with the log: what each stream adds, and that sums are what all streams add, while commands go on. */
export class TallyVerification {
  private readonly pace: Pace;
  private readonly counts: TallyVerified = { streams: 0, differences: 0, restless: 0 };

  constructor(
    private readonly parts: TallyParts,
    private readonly options: VerifyOptions,
    private readonly found: (difference: TallyDifference) => Promise<void>,
  ) {
    this.pace = new Pace(options.rate);
  }

  /** @throws what the signal was aborted with */
  async run(): Promise<TallyVerified> {
    await this.walkLog();
    await this.walkRows();
    const { wrong, restless } = await wrongSums(() => this.parts.rows.all());
    for (const [counter, lack] of wrong) await this.report({ kind: 'sum-wrong', counter, lack });
    this.counts.restless = restless.size;
    this.parts.progress.end();
    return this.counts;
  }

  private async report(difference: TallyDifference): Promise<void> {
    this.counts.differences += 1;
    await this.found(difference);
  }

  private async walkLog(): Promise<void> {
    const { tally, directory, progress } = this.parts;
    const { patience, signal } = this.options;
    const suspects = new Suspects(patience, (...about) => this.lookAgain(...about), signal);
    for await (const streams of groupsOf(directory, tally.source.type)) {
      signal.throwIfAborted();
      await this.pace.take(streams.length);
      const seen = await this.look(streams);
      await sideBySide(streams.entries(), WIDTH, async ([index, stream]) => {
        const { judgement, difference } = await this.judge(stream, seen[index]);
        if (!difference) return;
        if (passes(difference)) await suspects.add(stream, judgement.last);
        else await this.report(difference);
      });
      this.counts.streams += streams.length;
      progress.add(streams.length);
    }
    await suspects.settle();
  }

  private async lookAgain({ stream, goal }: Suspect, isLast: boolean): Promise<boolean> {
    const [seen] = await this.look([stream]);
    const { difference } = await this.judge(stream, seen);
    if (!difference) return true;
    const hasMoved = seen?.is === 'share' && (seen.share?.version ?? 0) >= goal;
    if (difference.kind === 'late' && hasMoved && seen.share?.isWhole === true) return true;
    if (passes(difference) && !isLast) return false;
    await this.report(difference);
    return true;
  }

  /** Finds the shares of streams that do not exist, and rows that mean nothing. */
  private async walkRows(): Promise<void> {
    const { tally, rows } = this.parts;
    for await (const found of rows.all()) {
      this.options.signal.throwIfAborted();
      if (found.is === 'stranger') await this.report({ kind: 'stranger', found });
      if (found.is === 'sum' && found.total === undefined) await this.report({ kind: 'no-number', found });
      if (found.is !== 'share') continue;
      await this.pace.take(1);
      const { difference } = await this.judge(streamOf(tally.source.type, found.id), found);
      if (difference?.kind === 'orphan') await this.report(difference);
    }
  }

  private async look(streams: readonly string[]): Promise<readonly (Found | undefined)[]> {
    const { tally, stored } = this.parts;
    const keys = streams.map((stream) => shareKey(parseStream(stream).id));
    return (await stored.getMany(tally.table, keys)).map((row) => row && foundIn(row));
  }

  private async judge(
    stream: string,
    found: Found | undefined,
  ): Promise<{
    readonly judgement: ShareJudgement;
    readonly difference?: ShareDifference;
  }> {
    const { tally, log } = this.parts;
    const share = found?.is === 'share' ? (found.share ?? 'damaged') : undefined;
    const judgement = await judgeShare(tally, log, stream, share);
    const { kind } = judgement;
    if (kind === undefined) return { judgement };
    const about = (of: HeadKind) => ({ kind: of, stream, table: tally.table.name, found });
    return { judgement, difference: { ...about(kind), ...(found && { seen: found.row }) } };
  }
}
