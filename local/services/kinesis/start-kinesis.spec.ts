import { GetRecordsCommand } from '@aws-sdk/client-kinesis';
import { kinesisHttp1Client } from '../../../test/support/local/clients';
import { KinesisUnderTest, textOf } from '../../../test/support/local/kinesis-under-test';

describe('the local Kinesis', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  it('speaks HTTP/1.1 as well as HTTP/2', async () => {
    const StreamName = await kinesis.newStream();
    await kinesis.put(StreamName, 'by HTTP/2');
    const http1 = kinesisHttp1Client(kinesis.service.endpoint);
    const ShardIterator = await kinesis.iterator(StreamName, { ShardIteratorType: 'TRIM_HORIZON' });
    const { Records = [] } = await http1.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records.map(textOf)).toEqual(['by HTTP/2']);
  });

  it('wakes a poller of this process', async () => {
    const StreamName = await kinesis.newStream();
    const waiting = kinesis.service.waitForRecords(StreamName, '0', AbortSignal.timeout(5000));
    await kinesis.put(StreamName, 'a');
    await expect(waiting).resolves.toBeUndefined();
  });
});
