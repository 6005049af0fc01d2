import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { EventBridgeUnderTest } from '../../../test/support/local/eventbridge-under-test';

describe('TestEventPattern, by the SDK', () => {
  let bridge: EventBridgeUnderTest;

  beforeAll(async () => {
    bridge = await EventBridgeUnderTest.start();
  });
  afterAll(() => bridge.stop());

  const envelope = {
    id: '1',
    account: '000000000000',
    source: 'shop',
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'OrderPlaced',
  };

  const test = async (EventPattern: string, event: unknown): Promise<boolean | undefined> =>
    (
      await bridge.client.send(
        new TestEventPatternCommand({
          EventPattern,
          Event: typeof event === 'string' ? event : JSON.stringify(event),
        }),
      )
    ).Result;

  it('says whether an event matches', async () => {
    expect(await test('{"source":["shop"]}', envelope)).toBe(true);
    expect(await test('{"source":["bank"]}', envelope)).toBe(false);
  });

  it('refuses what is no pattern, and what is no event', async () => {
    await expect(test('{"source":"shop"}', envelope)).rejects.toHaveProperty(
      'name',
      'InvalidEventPatternException',
    );
    await expect(test('{"source":["shop"]}', '[]')).rejects.toHaveProperty('name', 'ValidationException');
    await expect(test('{"source":["shop"]}', { ...envelope, id: undefined })).rejects.toThrow('it lacks id');
  });
});
