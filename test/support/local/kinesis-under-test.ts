import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  PutRecordCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
  type _Record,
} from '@aws-sdk/client-kinesis';
import { startKinesis, type LocalKinesis } from '../../../local/services/kinesis/start-kinesis';
import { closeClients, kinesisClient } from './clients';

export const FIRST_SHARD = 'shardId-000000000000';

export const textOf = ({ Data }: _Record): string => Buffer.from(Data ?? []).toString();

type Position = Omit<GetShardIteratorCommandInput, 'StreamName' | 'ShardId'>;

/** A local Kinesis for the tests of one file, with what most of them do on it. */
export class KinesisUnderTest {
  private streams = 0;

  private constructor(
    readonly service: LocalKinesis,
    readonly client: KinesisClient,
  ) {}

  static async start(): Promise<KinesisUnderTest> {
    const service = await startKinesis('127.0.0.1');
    return new KinesisUnderTest(service, kinesisClient(service.endpoint));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    closeClients();
  }

  async newStream(ShardCount = 1): Promise<string> {
    const StreamName = `Stream-${(this.streams += 1)}`;
    await this.client.send(new CreateStreamCommand({ StreamName, ShardCount }));
    return StreamName;
  }

  async put(StreamName: string, text: string, PartitionKey = 'key'): Promise<string> {
    const Data = Buffer.from(text);
    const { SequenceNumber } = await this.client.send(
      new PutRecordCommand({ StreamName, PartitionKey, Data }),
    );
    return SequenceNumber ?? '';
  }

  async iterator(StreamName: string, position: Position, ShardId = FIRST_SHARD): Promise<string> {
    const input = { StreamName, ShardId, ...position };
    return (await this.client.send(new GetShardIteratorCommand(input))).ShardIterator ?? '';
  }

  async textsFrom(ShardIterator: string): Promise<string[]> {
    const { Records = [] } = await this.client.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(textOf);
  }
}
