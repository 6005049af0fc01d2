import {
  DeleteRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { EventBridgeUnderTest } from '../../../test/support/local/eventbridge-under-test';

describe('rules and targets, by the SDK', () => {
  let bridge: EventBridgeUnderTest;

  beforeAll(async () => {
    bridge = await EventBridgeUnderTest.start();
  });
  afterAll(() => bridge.stop());

  it('are put, listed with their targets, and deleted once these are gone', async () => {
    const EventBusName = await bridge.newBus();
    const Name = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:a', {
      SqsParameters: { MessageGroupId: 'g' },
    });
    const { Rules } = await bridge.client.send(new ListRulesCommand({ EventBusName }));
    expect(Rules).toMatchObject([
      {
        Name,
        EventBusName,
        State: 'ENABLED',
        EventPattern: '{"source":["shop"]}',
        Arn: `arn:aws:events:us-east-1:000000000000:rule/${EventBusName}/${Name}`,
      },
    ]);
    const { Targets } = await bridge.client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
    expect(Targets).toEqual([{ Id: 'one', Arn: 'arn:a', SqsParameters: { MessageGroupId: 'g' } }]);

    const deletion = new DeleteRuleCommand({ Name, EventBusName });
    await expect(bridge.client.send(deletion)).rejects.toHaveProperty('name', 'ValidationException');
    await bridge.client.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: ['one'] }));
    await bridge.client.send(deletion);
    expect((await bridge.client.send(new ListRulesCommand({ EventBusName }))).Rules).toEqual([]);
  });

  it('keep their targets when they are put again', async () => {
    const EventBusName = await bridge.newBus();
    const Name = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:a');
    await bridge.client.send(
      new PutRuleCommand({ Name, EventBusName, EventPattern: '{"source":["other"]}' }),
    );
    const { Targets } = await bridge.client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
    expect(Targets).toHaveLength(1);
  });

  it('refuse what AWS refuses, and what cannot be done here', async () => {
    const EventBusName = await bridge.newBus();
    const Rule = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:a');
    const put = (target: object): Promise<unknown> =>
      bridge.client.send(
        new PutTargetsCommand({ Rule, EventBusName, Targets: [{ Id: 'x', Arn: 'arn:x', ...target }] }),
      );
    const refusals: [Promise<unknown>, string][] = [
      [bridge.client.send(new PutRuleCommand({ Name: 'empty' })), 'ValidationException'],
      [
        bridge.client.send(new PutRuleCommand({ Name: 'bad', EventPattern: '{' })),
        'InvalidEventPatternException',
      ],
      [
        bridge.client.send(new PutTargetsCommand({ Rule: 'nowhere', Targets: [] })),
        'ResourceNotFoundException',
      ],
      [put({ InputTransformer: { InputTemplate: '"<x>"' } }), 'ValidationException'],
      [put({ Input: '{' }), 'ValidationException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });

  it('may be schedules, which are kept but never fire', async () => {
    const EventBusName = await bridge.newBus();
    await bridge.client.send(
      new PutRuleCommand({ Name: 'daily', EventBusName, ScheduleExpression: 'rate(1 day)' }),
    );
    const { Rules } = await bridge.client.send(new ListRulesCommand({ EventBusName }));
    expect(Rules).toMatchObject([{ ScheduleExpression: 'rate(1 day)' }]);
  });
});
