import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DescribeLimitsCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  ListTagsForResourceCommand,
  ListTagsForStreamCommand,
  RegisterStreamConsumerCommand,
  RemoveTagsFromStreamCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis';
import { KinesisUnderTest } from '../../../test/support/local/kinesis-under-test';

describe('settings of Kinesis streams, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  const arnOf = (name: string): string => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

  it('change how long records are kept, in one direction at a time', async () => {
    const StreamName = await kinesis.newStream();
    const hours = async (): Promise<number | undefined> =>
      (await kinesis.client.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary
        ?.RetentionPeriodHours;
    const longer = (RetentionPeriodHours: number): Promise<unknown> =>
      kinesis.client.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
    const shorter = (RetentionPeriodHours: number): Promise<unknown> =>
      kinesis.client.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
    await longer(168);
    expect(await hours()).toBe(168);
    await expect(longer(48)).rejects.toHaveProperty('name', 'InvalidArgumentException');
    await expect(shorter(200)).rejects.toHaveProperty('name', 'InvalidArgumentException');
    await expect(longer(9000)).rejects.toHaveProperty('name', 'ValidationException');
    await shorter(24);
    expect(await hours()).toBe(24);
  });

  it('change the capacity mode, and are counted among the limits', async () => {
    const StreamName = await kinesis.newStream(3);
    const before = await kinesis.client.send(new DescribeLimitsCommand({}));
    await kinesis.client.send(
      new UpdateStreamModeCommand({
        StreamARN: arnOf(StreamName),
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      }),
    );
    const after = await kinesis.client.send(new DescribeLimitsCommand({}));
    expect(after.OnDemandStreamCount).toBe((before.OnDemandStreamCount ?? 0) + 1);
    expect(after.OpenShardCount).toBeGreaterThanOrEqual(3);
  });

  it('tag streams and consumers', async () => {
    const StreamName = 'Tagged';
    await kinesis.client.send(
      new CreateStreamCommand({ StreamName, ShardCount: 1, Tags: { stage: 'test', team: 'a' } }),
    );
    await kinesis.client.send(new AddTagsToStreamCommand({ StreamName, Tags: { cost: '1', team: 'b' } }));
    await kinesis.client.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: ['stage', 'none'] }));
    const page = await kinesis.client.send(new ListTagsForStreamCommand({ StreamName, Limit: 1 }));
    expect(page).toMatchObject({ Tags: [{ Key: 'cost', Value: '1' }], HasMoreTags: true });

    const ResourceARN = arnOf(StreamName);
    const { Tags } = await kinesis.client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([
      { Key: 'cost', Value: '1' },
      { Key: 'team', Value: 'b' },
    ]);

    const { Consumer } = await kinesis.client.send(
      new RegisterStreamConsumerCommand({ StreamARN: ResourceARN, ConsumerName: 'c', Tags: { a: '1' } }),
    );
    const consumer = { ResourceARN: Consumer?.ConsumerARN };
    await kinesis.client.send(new TagResourceCommand({ ...consumer, Tags: { b: '2' } }));
    await kinesis.client.send(new UntagResourceCommand({ ...consumer, TagKeys: ['a'] }));
    expect((await kinesis.client.send(new ListTagsForResourceCommand(consumer))).Tags).toEqual([
      { Key: 'b', Value: '2' },
    ]);
  });

  it('are refused for more tags than a resource may have', async () => {
    const StreamName = await kinesis.newStream();
    const Tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag ${index}`, '']));
    await expect(
      kinesis.client.send(new AddTagsToStreamCommand({ StreamName, Tags })),
    ).rejects.toHaveProperty('name', 'LimitExceededException');
  });
});
