import type { InvocationOutcome, Invoker } from '../../lambda/invocation';
import { sleep } from '../activity';
import { Pace } from '../pace';
import { afterInvocation, expire, newBatch, type Batch, type BatchPolicy, type Discard } from './batch';
import { batchOutcome } from './batch-outcome';
import type { ShardReader } from './shard-reader';
import { noShardWork, type ShardStatus } from './shard-status';
import type { StreamRecord } from './stream-record';

export interface ShardPollerOptions {
  readonly shardId: string;
  /** Sequence number up to which everything was done before. */
  readonly checkpoint: string | undefined;
  readonly reader: ShardReader;
  readonly policy: BatchPolicy;
  readonly reportsFailures: boolean;
  readonly invoker: Invoker;
  /** Told before every batch. */
  readonly onBatch: () => void;
  /** Sends what is given up to the failure destination; never rejects. */
  onDiscard(discard: Discard, last: InvocationOutcome | undefined, signal: AbortSignal): Promise<void>;
}

/** Hands the records of one shard to a function, in order, one batch at a time. */
export class ShardPoller {
  private readonly counted: ShardStatus;
  /** Batches under way; all of them come before what the reader holds. */
  private work: readonly Batch[] = [];
  private last: InvocationOutcome | undefined;
  private readonly pace = new Pace();
  private pause = new AbortController();

  constructor(private readonly options: ShardPollerOptions) {
    this.counted = noShardWork(options.shardId, options.checkpoint);
  }

  get status(): ShardStatus {
    const head = this.work[0];
    const oldest = head?.records[0];
    return {
      ...this.counted,
      pending: this.work.reduce((sum, { records }) => sum + records.length, this.options.reader.buffered),
      retries: head?.failures ?? 0,
      iteratorAge: oldest === undefined ? 0 : Date.now() - oldest.arrival,
    };
  }

  /** @returns when the shard is closed and all of it is done, or the signal aborts */
  async run(signal: AbortSignal): Promise<void> {
    const { reader } = this.options;
    while (!signal.aborted && !(reader.ended && this.work.length === 0)) {
      if (this.work.length === 0) {
        await this.pace.keep(signal);
        const records = await reader.nextBatch(signal);
        this.pace.mark();
        if (records.length > 0) this.work = [newBatch(records)];
      }
      const [batch, ...later] = this.work;
      if (batch !== undefined) await this.handle(batch, later, signal);
    }
  }

  /** Ends the pause before the next try, if there is one. */
  retryNow(): void {
    this.pause.abort();
  }

  private async handle(batch: Batch, later: readonly Batch[], signal: AbortSignal): Promise<void> {
    const { policy, reportsFailures, invoker, onBatch } = this.options;
    const { expired, rest } = expire(batch, policy, Date.now());
    if (expired !== undefined) await this.giveUp(expired, signal);
    this.work = rest === undefined ? later : [rest, ...later];
    if (rest === undefined) return;

    onBatch();
    const outcome = await invoker.invoke(JSON.stringify({ Records: rest.records.map(({ event }) => event) }));
    // A function that ended because the runtime stops has not failed.
    if (signal.aborted) return;
    this.last = outcome;
    const result = batchOutcome(rest.records, outcome, reportsFailures);
    this.counted.batches++;
    if (result.kind !== 'succeeded') this.counted.failedBatches++;
    const { done, discarded, next, delay } = afterInvocation(rest, result, policy);
    this.moveBehind(done);
    if (discarded !== undefined) await this.giveUp(discarded, signal);
    this.work = [...next, ...later];
    if (delay > 0) {
      this.pause = new AbortController();
      await sleep(delay, AbortSignal.any([signal, this.pause.signal]));
    }
  }

  private async giveUp(discard: Discard, signal: AbortSignal): Promise<void> {
    await this.options.onDiscard(discard, this.last, signal);
    this.counted.discardedRecords += discard.batch.records.length;
    this.moveBehind(discard.batch.records);
  }

  private moveBehind(records: readonly StreamRecord[]): void {
    this.counted.records += records.length;
    this.counted.checkpoint = records.at(-1)?.sequenceNumber ?? this.counted.checkpoint;
  }
}
