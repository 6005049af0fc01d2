import {
  CreateArchiveCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { conditionOf } from '../../../test/support/local/eventually';
import { entry, EventBridgeUnderTest } from '../../../test/support/local/eventbridge-under-test';

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
      [put({ InputTransformer: { InputTemplate: 'no JSON' } }), 'ValidationException'],
      [
        put({ InputTransformer: { InputTemplate: '<x>', InputPathsMap: { x: 'detail' } } }),
        'ValidationException',
      ],
      [
        put({ InputTransformer: { InputTemplate: '1', InputPathsMap: { 'aws.x': '$' } } }),
        'ValidationException',
      ],
      [put({ InputPath: '$.detail[' }), 'ValidationException'],
      [put({ InputPath: '$', Input: '{}' }), 'ValidationException'],
      [
        bridge.client.send(new DescribeRuleCommand({ Name: 'nowhere', EventBusName })),
        'ResourceNotFoundException',
      ],
      [
        bridge.client.send(new DisableRuleCommand({ Name: 'nowhere', EventBusName })),
        'ResourceNotFoundException',
      ],
      [
        bridge.client.send(new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: 'arn:x' })),
        'UnknownOperationException',
      ],
      [put({ Input: '{' }), 'ValidationException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });

  it('are described, and switched off and on', async () => {
    const EventBusName = await bridge.newBus();
    const Name = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:switched');
    const state = async (): Promise<string | undefined> =>
      (await bridge.client.send(new DescribeRuleCommand({ Name, EventBusName }))).State;
    const put = (): Promise<unknown> =>
      bridge.client.send(new PutEventsCommand({ Entries: [entry(EventBusName)] }));
    await bridge.client.send(new DisableRuleCommand({ Name, EventBusName }));
    expect(await state()).toBe('DISABLED');
    await put();
    await bridge.client.send(new EnableRuleCommand({ Name, EventBusName }));
    expect(await state()).toBe('ENABLED');
    await put();
    await conditionOf('delivered', () => bridge.delivered.some(({ arn }) => arn === 'arn:switched'));
    expect(bridge.delivered.filter(({ arn }) => arn === 'arn:switched')).toHaveLength(1);
    expect(await bridge.client.send(new DescribeRuleCommand({ Name, EventBusName }))).toMatchObject({
      Name,
      EventBusName,
      EventPattern: '{"source":["shop"]}',
    });
  });

  it('are found by their target, in pages', async () => {
    const EventBusName = await bridge.newBus();
    const names = [
      await bridge.newRule(EventBusName, { source: ['a'] }, 'arn:found'),
      await bridge.newRule(EventBusName, { source: ['b'] }, 'arn:found'),
    ].sort();
    await bridge.newRule(EventBusName, { source: ['c'] }, 'arn:other');
    const asking = { EventBusName, TargetArn: 'arn:found', Limit: 1 };
    const first = await bridge.client.send(new ListRuleNamesByTargetCommand(asking));
    const { NextToken } = first;
    const second = await bridge.client.send(new ListRuleNamesByTargetCommand({ ...asking, NextToken }));
    expect([first.RuleNames, second.RuleNames]).toEqual([[names[0]], [names[1]]]);
    expect(second.NextToken).toBeUndefined();
  });

  it('have tags, which stay when a rule is put again', async () => {
    const EventBusName = await bridge.newBus();
    const Name = await bridge.newRule(EventBusName, { source: ['shop'] }, 'arn:a');
    const ResourceARN = `arn:aws:events:us-east-1:000000000000:rule/${EventBusName}/${Name}`;
    const Tags = [
      { Key: 'stage', Value: 'test' },
      { Key: 'team', Value: 'shop' },
    ];
    await bridge.client.send(new TagResourceCommand({ ResourceARN, Tags }));
    await bridge.client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team'] }));
    await bridge.client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: '{"source":["x"]}' }));
    const listed = await bridge.client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(listed.Tags).toEqual([{ Key: 'stage', Value: 'test' }]);
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
