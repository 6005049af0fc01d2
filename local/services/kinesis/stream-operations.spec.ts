import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis';
import { FIRST_SHARD, KinesisUnderTest } from '../../../test/support/local/kinesis-under-test';

describe('Kinesis streams, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  it('are created, described by name or ARN, listed and deleted', async () => {
    const StreamName = await kinesis.newStream(2);
    const { StreamDescription } = await kinesis.client.send(new DescribeStreamCommand({ StreamName }));
    expect(StreamDescription).toMatchObject({
      StreamName,
      StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
      StreamStatus: 'ACTIVE',
      RetentionPeriodHours: 24,
      HasMoreShards: false,
    });
    expect(StreamDescription?.Shards?.map(({ ShardId }) => ShardId)).toEqual([
      FIRST_SHARD,
      'shardId-000000000001',
    ]);
    expect(StreamDescription?.Shards?.[1]?.HashKeyRange).toEqual({
      StartingHashKey: '170141183460469231731687303715884105728',
      EndingHashKey: '340282366920938463463374607431768211455',
    });

    const byArn = new DescribeStreamSummaryCommand({ StreamARN: StreamDescription?.StreamARN });
    const { StreamDescriptionSummary } = await kinesis.client.send(byArn);
    expect(StreamDescriptionSummary).toMatchObject({ StreamName, OpenShardCount: 2 });
    const age = Date.now() - (StreamDescriptionSummary?.StreamCreationTimestamp?.getTime() ?? 0);
    expect(age).toBeLessThan(10_000);

    expect((await kinesis.client.send(new ListStreamsCommand({}))).StreamNames).toContain(StreamName);
    await kinesis.client.send(new DeleteStreamCommand({ StreamName }));
    expect((await kinesis.client.send(new ListStreamsCommand({}))).StreamNames).not.toContain(StreamName);
  });

  it('are listed in pages', async () => {
    await kinesis.newStream();
    await kinesis.newStream();
    const first = await kinesis.client.send(new ListStreamsCommand({ Limit: 1 }));
    expect(first).toMatchObject({ HasMoreStreams: true, NextToken: first.StreamNames?.[0] });
    const second = await kinesis.client.send(
      new ListStreamsCommand({ Limit: 1, NextToken: first.NextToken }),
    );
    expect(second.StreamNames?.[0]).not.toBe(first.StreamNames?.[0]);
  });

  it('start with four shards on demand', async () => {
    const StreamName = 'OnDemand';
    await kinesis.client.send(
      new CreateStreamCommand({ StreamName, StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
    );
    const { Shards } = await kinesis.client.send(new ListShardsCommand({ StreamName }));
    expect(Shards).toHaveLength(4);
  });

  it('list their shards in pages', async () => {
    const StreamName = await kinesis.newStream(3);
    const first = await kinesis.client.send(new ListShardsCommand({ StreamName, MaxResults: 2 }));
    expect(first.Shards).toHaveLength(2);
    const second = await kinesis.client.send(new ListShardsCommand({ NextToken: first.NextToken }));
    expect(second.Shards?.map(({ ShardId }) => ShardId)).toEqual(['shardId-000000000002']);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuse what AWS refuses, by the same names', async () => {
    const StreamName = await kinesis.newStream();
    const refusals: [Promise<unknown>, string][] = [
      [kinesis.client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 })), 'ResourceInUseException'],
      [kinesis.client.send(new CreateStreamCommand({ StreamName: 'No shards' })), 'ValidationException'],
      [kinesis.client.send(new CreateStreamCommand({ StreamName: 'NoShards' })), 'ValidationException'],
      [
        kinesis.client.send(new CreateStreamCommand({ StreamName: 'X', ShardCount: 0 })),
        'ValidationException',
      ],
      [
        kinesis.client.send(new DescribeStreamCommand({ StreamName: 'Nowhere' })),
        'ResourceNotFoundException',
      ],
      [kinesis.client.send(new DeleteStreamCommand({ StreamName: 'Nowhere' })), 'ResourceNotFoundException'],
      [kinesis.client.send(new DescribeStreamCommand({})), 'InvalidArgumentException'],
      [kinesis.client.send(new ListShardsCommand({ StreamName, MaxResults: 0 })), 'ValidationException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });
});
