import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  ListEventBusesCommand,
} from '@aws-sdk/client-eventbridge';
import { EventBridgeUnderTest } from '../../../test/support/local/eventbridge-under-test';

describe('event buses, by the SDK', () => {
  let bridge: EventBridgeUnderTest;

  beforeAll(async () => {
    bridge = await EventBridgeUnderTest.start();
  });
  afterAll(() => bridge.stop());

  it('are created, described, listed and deleted', async () => {
    const Name = await bridge.newBus();
    const Arn = `arn:aws:events:us-east-1:000000000000:event-bus/${Name}`;
    expect(await bridge.client.send(new DescribeEventBusCommand({ Name }))).toMatchObject({ Name, Arn });
    expect((await bridge.client.send(new ListEventBusesCommand({}))).EventBuses).toEqual(
      expect.arrayContaining([expect.objectContaining({ Name: 'default' }), { Name, Arn }]),
    );
    await bridge.client.send(new DeleteEventBusCommand({ Name }));
    const { EventBuses } = await bridge.client.send(new ListEventBusesCommand({ NamePrefix: Name }));
    expect(EventBuses).toEqual([]);
  });

  it('refuse what AWS refuses, by the same names', async () => {
    const Name = await bridge.newBus();
    await bridge.newRule(Name, { source: ['a'] }, 'arn:a');
    const refusals: [Promise<unknown>, string][] = [
      [bridge.client.send(new CreateEventBusCommand({ Name })), 'ResourceAlreadyExistsException'],
      [bridge.client.send(new CreateEventBusCommand({ Name: 'no spaces' })), 'ValidationException'],
      [bridge.client.send(new DeleteEventBusCommand({ Name: 'default' })), 'ValidationException'],
      [bridge.client.send(new DeleteEventBusCommand({ Name })), 'ValidationException'],
      [bridge.client.send(new DescribeEventBusCommand({ Name: 'nowhere' })), 'ResourceNotFoundException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });
});
