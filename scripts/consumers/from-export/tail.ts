import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';

/** Records of one call: far below what a shard gives in a second, which its other readers need. */
const RECORDS = 1_000;
/** Milliseconds between two calls of a shard, which takes five a second of all its readers (Kinesis quotas). */
const PAUSE = 400;
/** Milliseconds by which clocks may differ, and a command may take from its time to its write. */
const MARGIN = 5 * 60_000;

const HOUR = 3_600_000;

/** The commits after a time, as far as the event stream still has them: it costs no read units to ask it. */
export class Tail {
  constructor(
    private readonly kinesis: KinesisClient,
    private readonly streamName: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether all commits since then are known. @param since Unix time in milliseconds */
  async reachesBack(since: number): Promise<boolean> {
    const { StreamDescriptionSummary: stream } = await this.kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: this.streamName }),
    );
    const kept = this.now() - (stream?.RetentionPeriodHours ?? 0) * HOUR;
    const begun = stream?.StreamCreationTimestamp?.getTime() ?? Infinity;
    return since >= begun && since - MARGIN >= kept;
  }

  /** The streams that have commits since then; each may come several times, and some have none that are newer. */
  async *streams(since: number, signal: AbortSignal): AsyncGenerator<readonly string[]> {
    for await (const shard of this.shards()) yield* this.ofShard(shard, since - MARGIN, signal);
  }

  /** Closed ones too, while they hold records. */
  private async *shards(): AsyncGenerator<string> {
    let next: string | undefined;
    do {
      // Only the first call may name the stream.
      const place = next === undefined ? { StreamName: this.streamName } : { NextToken: next };
      const { Shards = [], NextToken } = await this.kinesis.send(new ListShardsCommand(place));
      for (const { ShardId } of Shards) if (ShardId !== undefined) yield ShardId;
      next = NextToken;
    } while (next !== undefined);
  }

  private async *ofShard(
    ShardId: string,
    since: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly string[]> {
    const { ShardIterator } = await this.kinesis.send(
      new GetShardIteratorCommand({
        StreamName: this.streamName,
        ShardId,
        ShardIteratorType: 'AT_TIMESTAMP',
        Timestamp: new Date(since),
      }),
    );
    for (let next = ShardIterator; next !== undefined;) {
      signal.throwIfAborted();
      const page = await this.kinesis.send(new GetRecordsCommand({ ShardIterator: next, Limit: RECORDS }));
      yield [...new Set((page.Records ?? []).map(({ PartitionKey = '' }) => PartitionKey))];
      // What arrives from here on is delivered to a projector that goes on with the rows that were written.
      if (page.MillisBehindLatest === 0) return;
      next = page.NextShardIterator;
      await sleep(PAUSE);
    }
  }
}
