import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { Channel, Message } from '../eventsourcing/consuming/delivery/channel';
import { awsClientConfig } from './aws-client-config';

export function kinesisClient(): KinesisClient {
  return new KinesisClient(awsClientConfig());
}

/** Limits of PutRecords: 500 records, 10 MiB with partition keys (Kinesis API Reference, PutRecords). */
export class KinesisChannel implements Channel {
  readonly maxCount = 500;
  readonly maxBytes = 9 * 1024 * 1024;
  /** One call holds the next message of every stream of a batch; more calls would only be smaller ones. */
  readonly maxCalls = 1;

  constructor(
    private readonly client: KinesisClient,
    private readonly streamName: string,
  ) {}

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    const { Records } = await this.client.send(
      new PutRecordsCommand({
        StreamName: this.streamName,
        Records: messages.map(({ envelope, body }) => ({
          PartitionKey: envelope.commit.stream,
          Data: Buffer.from(body),
        })),
      }),
    );
    return new Set(messages.filter((_, index) => Records?.[index]?.SequenceNumber === undefined));
  }
}
