import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { entry, EventBridgeUnderTest } from '../../../test/support/local/eventbridge-under-test';
import { conditionOf } from '../../../test/support/local/eventually';

describe('what a target is sent, by the SDK', () => {
  let bridge: EventBridgeUnderTest;
  let targets = 0;

  beforeAll(async () => {
    bridge = await EventBridgeUnderTest.start();
  });
  afterAll(() => bridge.stop());

  const detail = { id: 7, 'first-name': 'Ada "A."', items: [{ sku: 'x' }, { sku: 'y' }], none: null };

  async function sent(target: object): Promise<unknown> {
    const arn = `arn:target-${(targets += 1)}`;
    const bus = await bridge.newBus();
    await bridge.newRule(bus, { source: ['shop'] }, arn, target);
    const Entries = [entry(bus, { Detail: JSON.stringify(detail) })];
    await bridge.client.send(new PutEventsCommand({ Entries }));
    const found = (): unknown => bridge.delivered.find((delivered) => delivered.arn === arn);
    await conditionOf('delivered', () => found() !== undefined);
    return bridge.delivered.find((delivered) => delivered.arn === arn)?.event;
  }

  it.each([
    ['$.detail.items', detail.items],
    ['$.detail.items[1].sku', 'y'],
    ["$.detail['first-name']", 'Ada "A."'],
    ['$.detail.first-name', 'Ada "A."'],
    ['$.source', 'shop'],
    ['$.detail.customer.id', undefined],
    ['$.detail.toString', undefined],
    ['$.detail.items[2]', undefined],
  ])('is the part at %s', async (InputPath, expected) => {
    expect(await sent({ InputPath })).toEqual(expected);
  });

  it('is the whole event, or a constant', async () => {
    expect(await sent({})).toMatchObject({ source: 'shop', detail });
    expect(await sent({ InputPath: '$' })).toMatchObject({ source: 'shop', detail });
    expect(await sent({ Input: '{"fixed":true}' })).toEqual({ fixed: true });
  });

  const InputPathsMap = {
    id: '$.detail.id',
    name: '$.detail.first-name',
    items: '$.detail.items',
    absent: '$.detail.x',
  };

  it.each([
    ['"Order <id> of <name>: <items><absent>"', 'Order 7 of Ada "A.": [{"sku":"x"},{"sku":"y"}]'],
    [
      '{"id": <id>, "text": "<id>", "name": <name>, "items": <items>, "absent": <absent>}',
      { id: 7, text: '7', name: 'Ada "A."', items: detail.items, absent: null },
    ],
    ['[<id>, "a \\<id\\> b", "<a href=1>"]', [7, 'a <id> b', '<a href=1>']],
    ['<id>', 7],
  ])('is made from the template %s', async (InputTemplate, expected) => {
    expect(await sent({ InputTransformer: { InputPathsMap, InputTemplate } })).toEqual(expected);
  });

  it('may hold the event, its rule and the time', async () => {
    const InputTemplate = `{
      "event": <aws.events.event>,
      "all": <aws.events.event.json>,
      "rule": "<aws.events.rule-name>",
      "arn": <aws.events.rule-arn>,
      "time": <aws.events.event.ingestion-time>
    }`;
    const made = (await sent({ InputTransformer: { InputTemplate } })) as Record<string, object>;
    expect(made).toEqual({
      event: expect.objectContaining({ source: 'shop' }) as unknown,
      all: expect.objectContaining({ source: 'shop', detail }) as unknown,
      rule: expect.stringMatching(/^rule-/) as unknown,
      arn: expect.stringMatching(/^arn:aws:events:/) as unknown,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
    });
    expect(made.event).not.toHaveProperty('detail');
  });
});
