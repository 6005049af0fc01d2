import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { fromQueueRecord } from '../../src/aws/commit-records';
import { parseStream } from '../../src/eventsourcing/log/stream';
import type { Installation } from '../installation/installation';
import { CATCH_UP_DEAD_LETTER_QUEUE, type Bell, type ConsumerEntry } from './bell';
import { streamsOfFailedBatch } from './failed-batch';
import { receiveAll, type ReceivedMessage } from './queue-tools';

export interface RedriveOptions {
  /** Name of the one consumer whose doorbells are rung again; all without it. */
  readonly consumer: string | undefined;
  /** Tells what would be done. */
  readonly dryRun: boolean;
  /** Marks the messages that are delivered again, or SQS would take them for repeats of the first. */
  readonly replayId: string;
}

/** What became of one thing that waited; `left` things are still there. */
export type Redriven =
  | { readonly outcome: 'rung'; readonly consumer: string; readonly stream: string; readonly source: string }
  | { readonly outcome: 'returned'; readonly stream: string; readonly source: string }
  | { readonly outcome: 'left'; readonly source: string; readonly reason: string };

/**
 * Gives everything that was put aside another chance: parked doorbells, dead letters, and batches that a stream
 * mapping gave up. A thing is deleted only after what takes its place was sent, so a run that is cut off loses nothing;
 * the next one may do a part again, which does no harm.
 */
export class Redrive {
  constructor(
    private readonly installation: Installation,
    private readonly bell: Bell,
    private readonly options: RedriveOptions,
  ) {}

  async *run(): AsyncGenerator<Redriven> {
    yield* this.parked();
    const isForAll = this.options.consumer === undefined;
    if (isForAll) yield* this.deadLetters();
    yield* this.failedBatches();
  }

  private async *parked(): AsyncGenerator<Redriven> {
    const url = this.installation.nameOf(CATCH_UP_DEAD_LETTER_QUEUE);
    for await (const message of receiveAll(this.installation.sqs, url)) {
      const outcome = await this.ringParked(message);
      yield outcome;
      if (outcome.outcome === 'rung' && !this.options.dryRun) await message.delete();
      else await message.release();
    }
  }

  private async ringParked({ id, body }: ReceivedMessage): Promise<Redriven> {
    const source = `parked ${id}`;
    const parked = this.bell.parse(body);
    if (!parked) return { outcome: 'left', source, reason: 'it is no doorbell; look at it with park list' };
    const { consumer, stream } = parked;
    if (this.options.consumer !== undefined && consumer !== this.options.consumer) {
      return { outcome: 'left', source, reason: `it is for ${consumer}` };
    }
    const entry = this.bell.find(consumer);
    if (!entry) return { outcome: 'left', source, reason: `no manifest has the consumer ${consumer}` };
    return this.ring(entry, stream, source);
  }

  private async *deadLetters(): AsyncGenerator<Redriven> {
    const { queues, sqs, nameOf } = this.installation;
    for (const deadLetters of queues.filter(isFifoDeadLetterQueue)) {
      const QueueUrl = nameOf(deadLetters.replace(/DeadLetterQueue$/u, 'Queue'));
      for await (const message of receiveAll(sqs, nameOf(deadLetters))) {
        const source = `${deadLetters} ${message.id}`;
        let stream: string;
        try {
          ({ stream } = fromQueueRecord(message));
        } catch (error) {
          yield { outcome: 'left', source, reason: `it is unreadable: ${String(error)}` };
          continue;
        }
        if (!this.options.dryRun) {
          await sqs.send(new SendMessageCommand({ QueueUrl, ...this.bell.replayOf(message.body, this.options.replayId) }));
          await message.delete();
        }
        yield { outcome: 'returned', stream, source };
      }
    }
  }

  private async *failedBatches(): AsyncGenerator<Redriven> {
    const { s3: client } = this.installation;
    const Bucket = this.installation.nameOf('FailedEventsBucket');
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        let streams: readonly string[];
        try {
          streams = streamsOfFailedBatch((await Body?.transformToString()) ?? '');
        } catch (error) {
          yield { outcome: 'left', source: Key, reason: String(error) };
          continue;
        }
        for (const stream of streams) yield* this.ringFollowers(stream, Key);
        // A consumer that was left out still needs the object.
        if (!this.options.dryRun && this.options.consumer === undefined) {
          await client.send(new DeleteObjectCommand({ Bucket, Key }));
        }
      }
    }
  }

  private async *ringFollowers(stream: string, source: string): AsyncGenerator<Redriven> {
    const wanted = this.options.consumer;
    const followers = this.bell.followersOf(parseStream(stream).type);
    for (const entry of followers.filter(({ name }) => wanted === undefined || name === wanted)) {
      yield await this.ring(entry, stream, source);
    }
  }

  private async ring(entry: ConsumerEntry, stream: string, source: string): Promise<Redriven> {
    if (!this.options.dryRun) await this.bell.ring(entry, [stream]);
    return { outcome: 'rung', consumer: entry.name, stream, source };
  }
}

function isFifoDeadLetterQueue(logicalId: string): boolean {
  return logicalId.endsWith('DeadLetterQueue') && logicalId !== CATCH_UP_DEAD_LETTER_QUEUE;
}
