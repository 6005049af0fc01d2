import { SQSClient, type SendMessageRequest } from '@aws-sdk/client-sqs';
import { scripted } from '../../test/support/scripted-client';
import { parkIn, type ParkedRecord } from './park-records';

const MEBIBYTE = 1024 * 1024;

describe('parkIn', () => {
  const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/CatchUpDeadLetterQueue';

  async function park(record: object, reason: string): Promise<{ body: string; parked: ParkedRecord }> {
    const { client, inputs } = scripted(new SQSClient({}), () => ({}));
    await parkIn(client, QueueUrl, 'EventBroker')(record, reason);
    const [input] = inputs as SendMessageRequest[];
    expect(inputs).toHaveLength(1);
    expect(input?.QueueUrl).toBe(QueueUrl);
    const body = input?.MessageBody ?? '';
    return { body, parked: JSON.parse(body) as ParkedRecord };
  }

  it('sends the record with the function, the reason and the time', async () => {
    const record = { kinesis: { data: 'bm8gSlNPTg==', sequenceNumber: '8' } };
    const begun = Date.now();
    const { parked } = await park(record, 'SyntaxError: no JSON');
    expect(parked).toMatchObject({ function: 'EventBroker', reason: 'SyntaxError: no JSON' });
    expect(JSON.parse(parked.record)).toEqual(record);
    expect(Date.parse(parked.parkedAt)).toBeGreaterThanOrEqual(begun);
  });

  it.each(['a', '"', '\\', '李', '👩', '\uffff', '\ud800'])(
    'cuts a long record off so that it fits into a message, all %j',
    async (character) => {
      const { body, parked } = await park({ data: character.repeat(MEBIBYTE) }, character.repeat(MEBIBYTE));
      expect(Buffer.byteLength(body)).toBeLessThan(MEBIBYTE);
      expect(parked.record.length).toBeGreaterThan(100_000);
    },
  );

  it('fails when the queue does not take it', async () => {
    const { client } = scripted(new SQSClient({}), () => {
      throw new Error('no such queue');
    });
    await expect(parkIn(client, QueueUrl, 'EventBroker')({}, '')).rejects.toThrow('no such queue');
  });
});
