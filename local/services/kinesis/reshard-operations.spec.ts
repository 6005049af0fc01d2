import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  ListShardsCommand,
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  type Shard,
  type ShardFilter,
} from '@aws-sdk/client-kinesis';
import fc from 'fast-check';
import { FIRST_SHARD, KinesisUnderTest, textOf } from '../../../test/support/local/kinesis-under-test';
import { hashRanges } from './hash-range';
import { BEFORE_ALL } from './sequence-number';
import { StreamStore } from './stream-store';
import { kinesisOperations } from './start-kinesis';

const HALF = '170141183460469231731687303715884105728';

describe('resharding, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  const shards = async (StreamName: string, ShardFilter?: ShardFilter): Promise<Shard[]> =>
    (await kinesis.client.send(new ListShardsCommand({ StreamName, ShardFilter }))).Shards ?? [];
  const split = (
    StreamName: string,
    ShardToSplit = FIRST_SHARD,
    NewStartingHashKey = HALF,
  ): Promise<unknown> =>
    kinesis.client.send(new SplitShardCommand({ StreamName, ShardToSplit, NewStartingHashKey }));

  it('closes a shard that is split, and leads its readers to both halves', async () => {
    const StreamName = await kinesis.newStream();
    const last = await kinesis.put(StreamName, 'before');
    await split(StreamName);
    await kinesis.put(StreamName, 'after');

    const [closed, left, right] = await shards(StreamName);
    const { StartingSequenceNumber = '', EndingSequenceNumber = '' } = closed?.SequenceNumberRange ?? {};
    expect(StartingSequenceNumber < last && last < EndingSequenceNumber).toBe(true);
    expect(left).toMatchObject({ ParentShardId: FIRST_SHARD, ShardId: 'shardId-000000000001' });
    expect(right).toMatchObject({
      ParentShardId: FIRST_SHARD,
      HashKeyRange: { StartingHashKey: HALF },
    });
    expect(right?.SequenceNumberRange).not.toHaveProperty('EndingSequenceNumber');

    const ShardIterator = await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' });
    const reading = await kinesis.client.send(new GetRecordsCommand({ ShardIterator }));
    expect(reading.Records?.map(textOf)).toEqual(['before']);
    expect(reading.NextShardIterator).toBeUndefined();
    expect(reading.ChildShards?.map(({ ShardId }) => ShardId)).toEqual([left?.ShardId, right?.ShardId]);
    const texts = await Promise.all(
      [left, right].map(async (shard) =>
        kinesis.textsFrom(
          await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' }, shard?.ShardId),
        ),
      ),
    );
    expect(texts.flat()).toEqual(['after']);
  });

  it('merges neighbours, which the new shard names as its parents', async () => {
    const StreamName = await kinesis.newStream(2);
    await kinesis.client.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: FIRST_SHARD,
      }),
    );
    const [, , merged] = await shards(StreamName);
    expect(merged).toMatchObject({
      ParentShardId: FIRST_SHARD,
      AdjacentParentShardId: 'shardId-000000000001',
      HashKeyRange: { StartingHashKey: '0' },
    });
    const summary = await kinesis.client.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(summary.StreamDescriptionSummary?.OpenShardCount).toBe(1);
  });

  it('filters shards by what is open', async () => {
    const StreamName = await kinesis.newStream();
    await split(StreamName);
    const ids = async (filter: ShardFilter): Promise<string[]> =>
      (await shards(StreamName, filter)).map(({ ShardId }) => ShardId?.slice(-1) ?? '');
    expect(await ids({ Type: 'AT_LATEST' })).toEqual(['1', '2']);
    expect(await ids({ Type: 'AT_TRIM_HORIZON' })).toEqual(['0']);
    expect(await ids({ Type: 'FROM_TRIM_HORIZON' })).toEqual(['0', '1', '2']);
    expect(await ids({ Type: 'AFTER_SHARD_ID', ShardId: 'shardId-000000000001' })).toEqual(['2']);
    expect(await ids({ Type: 'FROM_TIMESTAMP', Timestamp: new Date(Date.now() + 60_000) })).toEqual([
      '1',
      '2',
    ]);
    expect(await ids({ Type: 'AT_TIMESTAMP', Timestamp: new Date(0) })).toEqual([]);
  });

  it.each([
    [2, 4],
    [3, 2],
    [5, 3],
    [4, 4],
    [3, 5],
  ])('takes %d shards to %d of the same size', async (from, to) => {
    const StreamName = await kinesis.newStream(from);
    const scaled = await kinesis.client.send(
      new UpdateShardCountCommand({ StreamName, TargetShardCount: to, ScalingType: 'UNIFORM_SCALING' }),
    );
    expect(scaled).toMatchObject({ StreamName, CurrentShardCount: from, TargetShardCount: to });
    const open = await shards(StreamName, { Type: 'AT_LATEST' });
    expect(open.map(({ HashKeyRange }) => HashKeyRange?.StartingHashKey)).toEqual(
      hashRanges(to).map(({ start }) => String(start)),
    );
  });

  it('refuses what AWS refuses', async () => {
    const StreamName = await kinesis.newStream(3);
    const merge = (ShardToMerge: string, AdjacentShardToMerge: string): Promise<unknown> =>
      kinesis.client.send(new MergeShardsCommand({ StreamName, ShardToMerge, AdjacentShardToMerge }));
    const scale = (TargetShardCount: number): Promise<unknown> =>
      kinesis.client.send(
        new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: 'UNIFORM_SCALING' }),
      );
    const refusals: [Promise<unknown>, string][] = [
      [split(StreamName, FIRST_SHARD, '0'), 'InvalidArgumentException'],
      [split(StreamName, FIRST_SHARD, HALF), 'InvalidArgumentException'],
      [split(StreamName, 'shardId-000000000009', '5'), 'ResourceNotFoundException'],
      [merge(FIRST_SHARD, 'shardId-000000000002'), 'InvalidArgumentException'],
      [merge(FIRST_SHARD, FIRST_SHARD), 'InvalidArgumentException'],
      [scale(7), 'LimitExceededException'],
      [scale(1), 'LimitExceededException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
    await split(StreamName, FIRST_SHARD, '5');
    await expect(split(StreamName, FIRST_SHARD, '6')).rejects.toThrow('has already been merged or split');
  });
});

describe('any history of splits and merges', () => {
  it('leaves shards without a gap, and each key its order from parents to children', () => {
    const step = fc.record({ kind: fc.constantFrom('split', 'merge', 'put'), at: fc.nat() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 30 }), (ShardCount, steps) => {
        const store = new StreamStore();
        const operations = kinesisOperations(store);
        operations.CreateStream?.({ StreamName: 'S', ShardCount });
        const stream = store.get('S');
        const put: string[] = [];
        for (const { kind, at } of steps) {
          const { openShards } = stream;
          const index = at % openShards.length;
          const [shard, next] = [openShards[index], openShards[index + 1]];
          if (shard === undefined) throw new RangeError(`no shard ${index}`);
          const { start, end } = shard.range;
          if (kind === 'split' && end > start) stream.split(shard, start + (end - start + 1n) / 2n, 0);
          if (kind === 'merge' && next !== undefined) stream.merge(shard, next, 0);
          if (kind === 'put') {
            const data = String(put.length);
            store.append(stream, { partitionKey: `key ${at % 5}`, data, explicitHashKey: undefined });
            put.push(`key ${at % 5}: ${data}`);
          }
        }
        expect(stream.openShards[0]?.range.start).toBe(0n);
        expect(stream.openShards.at(-1)?.range.end).toBe((1n << 128n) - 1n);
        for (const [index, { range }] of stream.openShards.slice(1).entries()) {
          expect(range.start).toBe((stream.openShards[index]?.range.end ?? 0n) + 1n);
        }
        // Shards are made after their parents, so their order is one that readers may have.
        const read = stream.shards.flatMap(({ log }) =>
          log.read(BEFORE_ALL, 100, 1e6).records.map(({ partitionKey, data }) => `${partitionKey}: ${data}`),
        );
        for (const key of ['key 0', 'key 1', 'key 2', 'key 3', 'key 4']) {
          const ofKey = (entry: string): boolean => entry.startsWith(key);
          expect(read.filter(ofKey)).toEqual(put.filter(ofKey));
        }
      }),
    );
  });
});
