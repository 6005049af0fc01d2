import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Channel, Message } from '../eventsourcing/consuming/delivery/channel';

/** HTTP/1.1 with kept connections: one call at a time gains nothing from HTTP/2, which needs more code at start-up. */
export function kinesisClient(): KinesisClient {
  return new KinesisClient({ requestHandler: new NodeHttpHandler() });
}

/** Limits of PutRecords: 500 records, 10 MiB with partition keys (Kinesis API Reference, PutRecords). */
export class KinesisChannel implements Channel {
  readonly maxCount = 500;
  readonly maxBytes = 9 * 1024 * 1024;

  constructor(
    private readonly client: KinesisClient,
    private readonly streamName: string,
  ) {}

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    const { Records } = await this.client.send(
      new PutRecordsCommand({
        StreamName: this.streamName,
        Records: messages.map(({ commit, body }) => ({
          PartitionKey: commit.stream,
          Data: Buffer.from(body),
        })),
      }),
    );
    return new Set(messages.filter((_, index) => Records?.[index]?.SequenceNumber === undefined));
  }
}
