import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  type _Record,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { Envelope } from '../../../src/eventsourcing/consuming/delivery/envelope';
import { versionAfter } from '../../../src/eventsourcing/log/commit';

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

  /**
   * The streams that have commits since then, or a little before, some at a time, with the newest version among them. Each
   * may come several times.
   */
  async *streams(since: number, signal: AbortSignal): AsyncGenerator<ReadonlyMap<string, number>> {
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
  ): AsyncGenerator<ReadonlyMap<string, number>> {
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
      yield versionsIn(page.Records ?? []);
      // What arrives from here on is delivered to a projector that goes on with the rows that were written.
      if (page.MillisBehindLatest === 0) return;
      next = page.NextShardIterator;
      await sleep(PAUSE);
    }
  }
}

function versionsIn(records: readonly _Record[]): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const { PartitionKey: stream = '', Data } of records) {
    versions.set(stream, Math.max(versions.get(stream) ?? 0, versionIn(Data)));
  }
  return versions;
}

/** Who cannot be read is taken for newer than any: its stream is only looked at once more. */
function versionIn(data: Uint8Array | undefined): number {
  try {
    return versionAfter((JSON.parse(Buffer.from(data ?? []).toString()) as Envelope).commit);
  } catch {
    // The broker has parked the record and said why.
    return Infinity;
  }
}
