import { PutEventsCommand, PutRuleCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EventBridgeUnderTest, entry } from '../../../test/support/local/eventbridge-under-test';
import { conditionOf } from '../../../test/support/local/eventually';

describe('events, by the SDK', () => {
  let bridge: EventBridgeUnderTest;

  beforeAll(async () => {
    bridge = await EventBridgeUnderTest.start();
  });
  beforeEach(() => {
    bridge.delivered.length = 0;
  });
  afterAll(() => bridge.stop());

  it('reach the targets of the rules that match, on their bus alone', async () => {
    const [bus, other] = [await bridge.newBus(), await bridge.newBus()];
    await bridge.newRule(bus, { source: ['shop'] }, 'arn:shop', {
      SqsParameters: { MessageGroupId: 'orders' },
    });
    await bridge.newRule(bus, { 'detail-type': [{ prefix: 'Order' }] }, 'arn:orders');
    await bridge.newRule(bus, { source: ['elsewhere'] }, 'arn:elsewhere');
    await bridge.newRule(other, { source: ['shop'] }, 'arn:other');

    const Time = new Date('2026-01-02T03:04:05Z');
    const answer = await bridge.client.send(
      new PutEventsCommand({ Entries: [entry(bus, { Time, Resources: ['arn:r'] })] }),
    );
    expect(answer.FailedEntryCount).toBe(0);
    await conditionOf('both delivered', () => bridge.delivered.length === 2);
    expect(bridge.delivered.map(({ arn }) => arn).sort()).toEqual(['arn:orders', 'arn:shop']);
    expect(bridge.delivered.find(({ arn }) => arn === 'arn:shop')).toEqual({
      arn: 'arn:shop',
      group: 'orders',
      event: {
        version: '0',
        id: answer.Entries?.[0]?.EventId,
        'detail-type': 'OrderPlaced',
        source: 'shop',
        account: '000000000000',
        time: '2026-01-02T03:04:05Z',
        region: 'us-east-1',
        resources: ['arn:r'],
        detail: { id: 1 },
      },
    });
  });

  it('pass over rules that are disabled', async () => {
    const EventBusName = await bridge.newBus();
    const Name = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:off');
    await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:on');
    const EventPattern = '{"source":["shop"]}';
    await bridge.client.send(new PutRuleCommand({ Name, EventBusName, EventPattern, State: 'DISABLED' }));
    await bridge.client.send(new PutEventsCommand({ Entries: [entry(EventBusName)] }));
    await conditionOf('delivered', () => bridge.delivered.length > 0);
    expect(bridge.delivered.map(({ arn }) => arn)).toEqual(['arn:on']);
  });

  it('fail one by one, the good ones being delivered', async () => {
    const bus = await bridge.newBus();
    await bridge.newRule(bus, { source: ['shop'] }, 'arn:shop');
    const Entries = [
      entry(bus),
      entry(bus, { Detail: '{' }),
      entry(bus, { Detail: '[]' }),
      entry(bus, { Source: '' }),
      entry(bus, { DetailType: undefined }),
      entry(bus, { Source: 'aws.ec2' }),
      entry('nowhere'),
    ];
    const answer = await bridge.client.send(new PutEventsCommand({ Entries }));
    expect(answer.FailedEntryCount).toBe(6);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
      'InvalidArgument',
      'NotAuthorizedForSourceException',
      'ResourceNotFoundException',
    ]);
    await conditionOf('delivered', () => bridge.delivered.length === 1);
  });

  it('come in up to ten, and up to 1 MiB together', async () => {
    const put = (...Entries: PutEventsRequestEntry[]): Promise<unknown> =>
      bridge.client.send(new PutEventsCommand({ Entries }));
    const large = entry('default', { Detail: JSON.stringify({ text: 'x'.repeat(600_000) }) });
    await expect(put(...Array.from({ length: 10 }, () => entry('default')))).resolves.toBeDefined();
    await expect(put(...Array.from({ length: 11 }, () => entry('default')))).rejects.toHaveProperty(
      'name',
      'ValidationException',
    );
    await expect(put()).rejects.toHaveProperty('name', 'ValidationException');
    await expect(put(large)).resolves.toBeDefined();
    await expect(put(large, large)).rejects.toThrow(
      'Total size of the entries in the request is over the limit.',
    );
  });

  it('go to the default bus when none is named', async () => {
    await bridge.newRule('default', { source: ['unaddressed'] }, 'arn:default');
    await bridge.client.send(
      new PutEventsCommand({ Entries: [{ Source: 'unaddressed', DetailType: 'x', Detail: '{}' }] }),
    );
    await conditionOf('delivered', () => bridge.delivered.some(({ arn }) => arn === 'arn:default'));
  });

  it('are reported when their target does not take them', async () => {
    const bus = await bridge.newBus();
    await bridge.newRule(bus, { source: ['shop'] }, 'arn:broken');
    await bridge.client.send(new PutEventsCommand({ Entries: [entry(bus)] }));
    await conditionOf('reported', () => bridge.givenUp.includes('arn:broken'));
  });
});
