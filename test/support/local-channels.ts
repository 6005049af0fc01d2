import { createHash, randomUUID } from 'node:crypto';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { serveAwsJson } from '../../local/services/aws-json/aws-json.server';
import { startKinesis } from '../../local/services/kinesis/start-kinesis';
import type { LocalService } from '../../local/services/local-service';
import { localClientConfig } from '../../local/services/provision/client-config';

export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
}

/**
 * A local Kinesis, and a queue that takes whatever it is sent, for the tests of one file. (The local SQS is an ES
 * module that jest cannot load; the flows test runs the real one.)
 */
export class LocalChannels {
  private readonly streams: KinesisClient;

  private constructor(
    private readonly kinesis: LocalService,
    private readonly sqs: LocalService,
    private readonly queued: QueuedMessage[],
  ) {
    this.streams = new KinesisClient(localClientConfig(kinesis.endpoint));
  }

  static async start(): Promise<LocalChannels> {
    const queued: QueuedMessage[] = [];
    const sqs = await serveAwsJson('SQS', '127.0.0.1', {
      SendMessageBatch: ({ Entries }) => ({
        Successful: (Entries as Entry[]).map((entry) => take(entry, queued)),
      }),
      SendMessage: ({ MessageBody }) => take({ Id: '', MessageBody: String(MessageBody) }, queued),
    });
    return new LocalChannels(await startKinesis('127.0.0.1'), sqs, queued);
  }

  /** What the SDK of a function reads. */
  get environment(): Record<string, string> {
    return { AWS_ENDPOINT_URL_KINESIS: this.kinesis.endpoint, AWS_ENDPOINT_URL_SQS: this.sqs.endpoint };
  }

  get queueUrl(): string {
    return `${this.sqs.endpoint}/000000000000/Queue.fifo`;
  }

  async stop(): Promise<void> {
    this.streams.destroy();
    await Promise.all([this.kinesis.stop(), this.sqs.stop()]);
  }

  async newStream(StreamName: string): Promise<void> {
    await this.streams.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  }

  /** All records of a stream, as Lambda hands them over. */
  async records(StreamName: string): Promise<{ data: string; sequenceNumber: string }[]> {
    const position = { ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' } as const;
    const { ShardIterator } = await this.streams.send(
      new GetShardIteratorCommand({ StreamName, ...position }),
    );
    const { Records = [] } = await this.streams.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ Data = new Uint8Array(), SequenceNumber = '' }) => ({
      data: Buffer.from(Data).toString('base64'),
      sequenceNumber: SequenceNumber,
    }));
  }

  /** Takes what waits in the queue, as Lambda hands it over. */
  takeMessages(): QueuedMessage[] {
    return this.queued.splice(0);
  }
}

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}

/** The SDK compares the digest with that of what it sent. */
function take({ Id, MessageBody }: Entry, queued: QueuedMessage[]): object {
  const messageId = randomUUID();
  queued.push({ messageId, body: MessageBody });
  return { Id, MessageId: messageId, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') };
}
