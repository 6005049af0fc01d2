import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { thrownMessage } from '../../local/thrown-message';
import { SqsChannel } from '../../src/aws/sqs-channel';
import { fromQueueRecord } from '../../src/aws/commit-records';
import { messageOf } from '../../src/eventsourcing/consuming/delivery/channel';
import { parseStream, type Commit } from '../../src/eventsourcing/log/commit';
import type { Installation } from '../installation/installation';
import { CATCH_UP_DEAD_LETTER_QUEUE, type Bell } from './bell';
import type { Catalogue, ConsumerEntry } from './catalogue';
import { parseFailedBatch } from './failed-batch';
import { parkedOf } from './parked';
import { receiveAll, type ReceivedMessage } from './queue-tools';

export const FAILED_EVENTS_BUCKET = 'FailedEventsBucket';

/** Holds what functions are invoked with, and no commits. */
const SCHEDULE_DEAD_LETTER_QUEUE = 'ScheduleDeadLetterQueue';

export interface RedriveOptions {
  /** Name of the one consumer for which is rung; all without it. */
  readonly consumer: string | undefined;
  /** Tells what would be done. */
  readonly dryRun: boolean;
  /** Marks what is delivered again: for five minutes SQS would take it for a repeat of the first delivery. */
  readonly replayId: string;
}

/** What became of one thing that waited. What is `left` is still there and has to be looked at by a person. */
export type Redriven =
  | { readonly outcome: 'rung'; readonly consumer: string; readonly stream: string; readonly source: string }
  | { readonly outcome: 'returned'; readonly queue: string; readonly stream: string; readonly source: string }
  | { readonly outcome: 'left'; readonly source: string; readonly reason: string };

/**
 * Gives everything that was put aside another chance: parked doorbells, dead letters, and batches that a stream
 * mapping gave up. A thing is deleted only after what takes its place was sent, so a run that is cut off loses nothing;
 * the next one may do a part again, which does no harm.
 */
export class Redrive {
  constructor(
    private readonly installation: Installation,
    private readonly catalogue: Catalogue,
    private readonly bell: Bell,
    private readonly options: RedriveOptions,
  ) {}

  async *run(): AsyncGenerator<Redriven> {
    yield* this.parked();
    // A message belongs to all consumers that read its queue.
    if (this.options.consumer === undefined) yield* this.deadLetters();
    yield* this.failedBatches();
  }

  private async *parked(): AsyncGenerator<Redriven> {
    const { sqs, nameOf } = this.installation;
    for await (const message of receiveAll(sqs, nameOf(CATCH_UP_DEAD_LETTER_QUEUE))) {
      const redriven = await this.ringParked(message);
      if (redriven?.outcome === 'rung' && !this.options.dryRun) await message.delete();
      if (redriven) yield redriven;
    }
  }

  /** @returns nothing when it is for another consumer than the one that was asked for */
  private async ringParked({ id, body }: ReceivedMessage): Promise<Redriven | undefined> {
    const source = `parked ${id}`;
    const parked = parkedOf(body);
    const { consumer: wanted } = this.options;
    if (parked.kind !== 'doorbell') {
      const reason = `no consumer can read it (${parked.reason}); find out who wrote it, then delete it`;
      return wanted === undefined ? { outcome: 'left', source, reason } : undefined;
    }
    const { consumer, stream } = parked;
    if (wanted !== undefined && consumer !== wanted) return undefined;
    const entry = this.catalogue.find(consumer);
    if (entry) return this.ring(entry, stream, source, parked.reason);
    return { outcome: 'left', source, reason: `no manifest has its consumer ${consumer}` };
  }

  private async *deadLetters(): AsyncGenerator<Redriven> {
    const { queues, sqs, nameOf } = this.installation;
    for (const id of queues.filter(isDeadLetterQueue)) {
      const queue = id.replace(/DeadLetterQueue$/u, 'Queue');
      for await (const message of receiveAll(sqs, nameOf(id))) {
        const source = `${id} ${message.id}`;
        if (id === SCHEDULE_DEAD_LETTER_QUEUE) {
          yield { outcome: 'left', source, reason: 'a command whose time had come; see docs/operations.md' };
          continue;
        }
        const commit = readable(message);
        if (commit instanceof Error) {
          yield { outcome: 'left', source, reason: `it is unreadable: ${commit.message}` };
          continue;
        }
        if (!this.options.dryRun) {
          await this.replay(commit, new SqsChannel(sqs, nameOf(queue)), queue);
          await message.delete();
        }
        yield { outcome: 'returned', queue, stream: commit.stream, source };
      }
    }
  }

  private async replay(commit: Commit, channel: SqsChannel, queue: string): Promise<void> {
    const left = await channel.send([messageOf({ commit, replayId: this.options.replayId })]);
    if (left.size > 0) throw new Error(`${queue} did not take a message of ${commit.stream}; run it again`);
  }

  private async *failedBatches(): AsyncGenerator<Redriven> {
    const { s3: client, nameOf } = this.installation;
    const Bucket = nameOf(FAILED_EVENTS_BUCKET);
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of Contents) yield* this.failedBatch(Bucket, Key);
    }
  }

  private async *failedBatch(Bucket: string, Key: string): AsyncGenerator<Redriven> {
    const { s3 } = this.installation;
    const source = `failed batch ${Key}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const text = (await Body?.transformToString()) ?? '';
    let batch;
    try {
      batch = parseFailedBatch(text);
    } catch (error) {
      yield { outcome: 'left', source, reason: thrownMessage(error) };
      return;
    }
    for (const stream of batch.streams) yield* this.ringFollowers(stream, source);
    const [reason] = batch.unreadable;
    if (reason !== undefined) {
      yield {
        outcome: 'left',
        source,
        reason: `${batch.unreadable.length} of its records are unreadable: ${reason}`,
      };
    } else if (!this.options.dryRun && this.options.consumer === undefined) {
      // A consumer that was left out would still need the object.
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  }

  private async *ringFollowers(stream: string, source: string): AsyncGenerator<Redriven> {
    const { consumer: wanted } = this.options;
    for (const entry of this.catalogue.followersOf(parseStream(stream).type)) {
      const reason = 'a stream mapping gave its batch up';
      if (wanted === undefined || entry.name === wanted) yield await this.ring(entry, stream, source, reason);
    }
  }

  private async ring(
    entry: ConsumerEntry,
    stream: string,
    source: string,
    reason: string,
  ): Promise<Redriven> {
    if (!this.options.dryRun) await this.bell.ring(entry, [stream], reason);
    return { outcome: 'rung', consumer: entry.name, stream, source };
  }
}

function readable(message: ReceivedMessage): Commit | Error {
  try {
    return fromQueueRecord(message);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

export function isDeadLetterQueue(logicalId: string): boolean {
  return logicalId.endsWith('DeadLetterQueue') && logicalId !== CATCH_UP_DEAD_LETTER_QUEUE;
}
