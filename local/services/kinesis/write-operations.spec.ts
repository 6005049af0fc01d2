import { PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { FIRST_SHARD, KinesisUnderTest } from '../../../test/support/local/kinesis-under-test';

const MIB = 1024 * 1024;

describe('putting into Kinesis, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  it('keeps the order of a call and the data of each record', async () => {
    const StreamName = await kinesis.newStream();
    const Records = ['a', 'ü', '🙂'].map((text) => ({ PartitionKey: 'key', Data: Buffer.from(text) }));
    const answer = await kinesis.client.send(new PutRecordsCommand({ StreamName, Records }));
    expect(answer.FailedRecordCount).toBe(0);
    const numbers = answer.Records?.map(({ SequenceNumber }) => SequenceNumber ?? '') ?? [];
    expect(numbers).toEqual([...numbers].sort());
    expect(
      await kinesis.textsFrom(await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' })),
    ).toEqual(['a', 'ü', '🙂']);
  });

  it('spreads keys over shards and honours an explicit hash key', async () => {
    const StreamName = await kinesis.newStream(2);
    const Records = Array.from({ length: 50 }, (_, index) => ({
      PartitionKey: `k${index}`,
      Data: Buffer.from('x'),
    }));
    const { Records: placed } = await kinesis.client.send(new PutRecordsCommand({ StreamName, Records }));
    expect(new Set(placed?.map(({ ShardId }) => ShardId)).size).toBe(2);

    const explicit = { StreamName, PartitionKey: 'k', Data: Buffer.from('x') };
    const low = await kinesis.client.send(new PutRecordCommand({ ...explicit, ExplicitHashKey: '0' }));
    const high = await kinesis.client.send(
      new PutRecordCommand({ ...explicit, ExplicitHashKey: String((1n << 128n) - 1n) }),
    );
    expect([low.ShardId, high.ShardId]).toEqual([FIRST_SHARD, 'shardId-000000000001']);
  });

  it('takes 500 records, not 501, and not none', async () => {
    const StreamName = await kinesis.newStream();
    const records = (size: number): { PartitionKey: string; Data: Buffer }[] =>
      Array.from({ length: size }, () => ({ PartitionKey: 'k', Data: Buffer.from('x') }));
    const { Records } = await kinesis.client.send(
      new PutRecordsCommand({ StreamName, Records: records(500) }),
    );
    expect(Records).toHaveLength(500);
    for (const size of [0, 501]) {
      const refused = kinesis.client.send(new PutRecordsCommand({ StreamName, Records: records(size) }));
      await expect(refused).rejects.toHaveProperty('name', 'ValidationException');
    }
  });

  it('takes 1 MiB a record, key and data together, and 10 MiB a call', async () => {
    const StreamName = await kinesis.newStream();
    const ofSize = (bytes: number): { PartitionKey: string; Data: Buffer } => ({
      PartitionKey: 'k',
      Data: Buffer.alloc(bytes - 1),
    });
    await kinesis.client.send(new PutRecordCommand({ StreamName, ...ofSize(MIB) }));
    const tooLarge = kinesis.client.send(new PutRecordCommand({ StreamName, ...ofSize(MIB + 1) }));
    await expect(tooLarge).rejects.toHaveProperty('name', 'ValidationException');

    const full = Array.from({ length: 10 }, () => ofSize(MIB));
    await kinesis.client.send(new PutRecordsCommand({ StreamName, Records: full }));
    const overfull = kinesis.client.send(
      new PutRecordsCommand({ StreamName, Records: [...full, ofSize(2)] }),
    );
    await expect(overfull).rejects.toHaveProperty('name', 'InvalidArgumentException');
  });

  it.each([
    ['an empty key', { PartitionKey: '' }, 'ValidationException'],
    ['a key of 257 characters', { PartitionKey: 'k'.repeat(257) }, 'ValidationException'],
    ['a hash key that is none', { PartitionKey: 'k', ExplicitHashKey: '-1' }, 'InvalidArgumentException'],
  ])('refuses %s', async (_what, record, name) => {
    const StreamName = await kinesis.newStream();
    const refused = kinesis.client.send(
      new PutRecordCommand({ StreamName, Data: Buffer.from('x'), ...record }),
    );
    await expect(refused).rejects.toHaveProperty('name', name);
  });

  it('stores nothing of a call that it refuses', async () => {
    const StreamName = await kinesis.newStream();
    const Records = ['good', ''].map((PartitionKey) => ({ PartitionKey, Data: Buffer.from('x') }));
    await expect(kinesis.client.send(new PutRecordsCommand({ StreamName, Records }))).rejects.toThrow();
    expect(
      await kinesis.textsFrom(await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' })),
    ).toEqual([]);
  });
});
