import { GetRecordsCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { KinesisUnderTest, textOf } from '../../../test/support/local/kinesis-under-test';

const MIB = 1024 * 1024;

describe('reading from Kinesis, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  it('goes on with the next iterator and tells how far behind it is', async () => {
    const StreamName = await kinesis.newStream();
    for (const text of ['a', 'b', 'c']) await kinesis.put(StreamName, text);
    const ShardIterator = await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' });

    const first = await kinesis.client.send(new GetRecordsCommand({ ShardIterator, Limit: 2 }));
    expect(first.Records?.map(textOf)).toEqual(['a', 'b']);
    expect(first.MillisBehindLatest).toBeGreaterThan(0);
    const second = await kinesis.client.send(
      new GetRecordsCommand({ ShardIterator: first.NextShardIterator }),
    );
    expect(second.Records?.map(textOf)).toEqual(['c']);
    expect(second.MillisBehindLatest).toBe(0);

    await kinesis.put(StreamName, 'd');
    expect(await kinesis.textsFrom(second.NextShardIterator ?? '')).toEqual(['d']);
  });

  it('gives each record its key, number and time', async () => {
    const StreamName = await kinesis.newStream();
    const SequenceNumber = await kinesis.put(StreamName, 'a', 'iam/user#1');
    const ShardIterator = await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' });
    const { Records } = await kinesis.client.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records).toMatchObject([{ SequenceNumber, PartitionKey: 'iam/user#1' }]);
    const age = Date.now() - (Records?.[0]?.ApproximateArrivalTimestamp?.getTime() ?? 0);
    expect(Math.abs(age)).toBeLessThan(10_000);
  });

  it('begins at or after a sequence number', async () => {
    const StreamName = await kinesis.newStream();
    const [, StartingSequenceNumber] = [
      await kinesis.put(StreamName, 'a'),
      await kinesis.put(StreamName, 'b'),
      await kinesis.put(StreamName, 'c'),
    ];
    const at = await kinesis.iterator(StreamName, {
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber,
    });
    const after = await kinesis.iterator(StreamName, {
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      StartingSequenceNumber,
    });
    expect(await kinesis.textsFrom(at)).toEqual(['b', 'c']);
    expect(await kinesis.textsFrom(after)).toEqual(['c']);
  });

  it('begins with the next record at LATEST', async () => {
    const StreamName = await kinesis.newStream();
    const empty = await kinesis.iterator(StreamName, { ShardIteratorType: 'LATEST' });
    await kinesis.put(StreamName, 'a');
    const latest = await kinesis.iterator(StreamName, { ShardIteratorType: 'LATEST' });
    await kinesis.put(StreamName, 'b');
    expect(await kinesis.textsFrom(empty)).toEqual(['a', 'b']);
    expect(await kinesis.textsFrom(latest)).toEqual(['b']);
  });

  it('begins at a time', async () => {
    const StreamName = await kinesis.newStream();
    await kinesis.put(StreamName, 'a');
    const at = (Timestamp: Date): Promise<string> =>
      kinesis.iterator(StreamName, { ShardIteratorType: 'AT_TIMESTAMP', Timestamp });
    expect(await kinesis.textsFrom(await at(new Date(Date.now() - 60_000)))).toEqual(['a']);
    await expect(at(new Date(Date.now() + 60_000))).rejects.toHaveProperty(
      'name',
      'InvalidArgumentException',
    );
  });

  it('refuses what is no position', async () => {
    const StreamName = await kinesis.newStream();
    const number = (StartingSequenceNumber: string): Promise<string> =>
      kinesis.iterator(StreamName, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber });
    await expect(number('first')).rejects.toHaveProperty('name', 'InvalidArgumentException');
    await expect(kinesis.textsFrom('junk')).rejects.toHaveProperty('name', 'InvalidArgumentException');
    const elsewhere = kinesis.iterator(StreamName, { ShardIteratorType: 'LATEST' }, 'shardId-000000000009');
    await expect(elsewhere).rejects.toHaveProperty('name', 'ResourceNotFoundException');
    const timeless = kinesis.iterator(StreamName, { ShardIteratorType: 'AT_TIMESTAMP' });
    await expect(timeless).rejects.toHaveProperty('name', 'InvalidArgumentException');
  });

  it('gives 10 MiB at most at once', async () => {
    const StreamName = await kinesis.newStream();
    const Data = Buffer.alloc(MIB - 1);
    for (let index = 0; index < 9; index += 1) {
      await kinesis.client.send(new PutRecordCommand({ StreamName, PartitionKey: 'k', Data }));
    }
    const ShardIterator = await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' });
    const first = await kinesis.client.send(new GetRecordsCommand({ ShardIterator }));
    const second = await kinesis.client.send(
      new GetRecordsCommand({ ShardIterator: first.NextShardIterator }),
    );
    expect(first.Records?.length).toBeLessThan(9);
    expect((first.Records?.length ?? 0) + (second.Records?.length ?? 0)).toBe(9);
  });
});
