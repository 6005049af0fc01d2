import * as fc from 'fast-check';
import { LEADING_KEYS } from './condition';
import { evaluate } from './evaluate';
import type { AwsCall, Statement } from './statement';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/Log';

function statement(changes: Partial<Statement> = {}): Statement {
  return { effect: 'Allow', actions: ['dynamodb:query'], resources: [TABLE], conditions: [], ...changes };
}

function query(changes: Partial<AwsCall> = {}): AwsCall {
  return { action: 'dynamodb:Query', resources: [TABLE], conditionKeys: {}, ...changes };
}

const ownStreams = { operator: 'ForAllValues:StringLike', key: LEADING_KEYS, values: ['iam/*'] };
const streams = (...values: string[]): Partial<AwsCall> => ({ conditionKeys: { [LEADING_KEYS]: values } });

describe('evaluate', () => {
  it('refuses what nothing allows', () => {
    expect(evaluate([], query())).toEqual({
      allowed: false,
      resource: TABLE,
      reason: 'implicit',
      conditionsFail: false,
    });
    expect(evaluate([statement()], query({ action: 'dynamodb:Scan' })).allowed).toBe(false);
    expect(evaluate([statement()], query({ resources: [`${TABLE}/index/byName`] })).allowed).toBe(false);
  });

  it('compares actions without regard to case, and resources with it', () => {
    expect(evaluate([statement()], query({ action: 'DynamoDB:query' })).allowed).toBe(true);
    expect(evaluate([statement()], query({ resources: [TABLE.replace('Log', 'log')] })).allowed).toBe(false);
  });

  it('holds NotResource against everything but its resources', () => {
    const topics = { actions: ['sns:publish'], resources: ['arn:aws:sns:*:*:*'] };
    const publish = (resource: string): AwsCall => query({ action: 'sns:Publish', resources: [resource] });
    const [topic, number] = [publish('arn:aws:sns:us-east-1:0:t'), publish('+41791234567')];
    const others = [statement({ ...topics, inverted: true })];
    expect([topic, number].map((call) => evaluate(others, call).allowed)).toEqual([false, true]);
    const all = statement({ actions: ['sns:publish'], resources: ['*'] });
    const denied = [all, statement({ ...topics, effect: 'Deny' })];
    expect([topic, number].map((call) => evaluate(denied, call).allowed)).toEqual([false, true]);
    const onlyTopics = [all, statement({ ...topics, effect: 'Deny', inverted: true })];
    expect([topic, number].map((call) => evaluate(onlyTopics, call).allowed)).toEqual([true, false]);
  });

  it('lets a Deny win, wherever it stands', () => {
    const deny = statement({ effect: 'Deny', actions: ['dynamodb:*'], resources: ['*'] });
    for (const statements of [
      [statement(), deny],
      [deny, statement()],
    ]) {
      expect(evaluate(statements, query())).toMatchObject({ allowed: false, reason: 'explicit' });
    }
  });

  it('lets a Deny pass whose conditions do not hold', () => {
    const deny = statement({ effect: 'Deny', conditions: [ownStreams] });
    expect(evaluate([statement(), deny], query(streams('shop/order#1'))).allowed).toBe(true);
  });

  it('names the resource that is refused', () => {
    const other = TABLE.replace('Log', 'Other');
    expect(evaluate([statement()], query({ resources: [TABLE, other] }))).toMatchObject({ resource: other });
  });

  it('tells a condition that fails from a permission that is not there', () => {
    const statements = [statement({ conditions: [ownStreams] })];
    expect(evaluate(statements, query(streams('iam/user#1'))).allowed).toBe(true);
    expect(evaluate(statements, query(streams('shop/order#1')))).toMatchObject({
      allowed: false,
      reason: 'implicit',
      conditionsFail: true,
    });
  });

  it('wants all conditions of a statement at once, but only one statement', () => {
    const never = { operator: 'StringEquals', key: 'aws:requestedregion', values: ['nowhere'] };
    const both = statement({ conditions: [ownStreams, never] });
    expect(evaluate([both], query(streams('iam/user#1'))).allowed).toBe(false);
    expect(evaluate([both, statement()], query(streams('iam/user#1'))).allowed).toBe(true);
  });
});

describe('every set of statements', () => {
  const actions = fc.constantFrom('dynamodb:query', 'dynamodb:*', 'sqs:sendmessage', '*');
  const resources = fc.constantFrom('*', TABLE, `${TABLE}/*`, 'arn:aws:sqs:*:*:Q');
  const conditions = fc.constantFrom([], [ownStreams]);
  const anyStatement = fc.record(
    {
      effect: fc.constantFrom('Allow' as const, 'Deny' as const),
      actions: fc.array(actions, { minLength: 1, maxLength: 2 }),
      resources: fc.array(resources, { minLength: 1, maxLength: 2 }),
      inverted: fc.constant(true as const),
      conditions,
    },
    { requiredKeys: ['effect', 'actions', 'resources', 'conditions'] },
  );
  const anyCall = fc.record({
    action: fc.constantFrom('dynamodb:Query', 'sqs:SendMessage'),
    resources: fc.array(fc.constantFrom(TABLE, `${TABLE}/index/byName`, 'arn:aws:sqs:us-east-1:0:Q'), {
      minLength: 1,
      maxLength: 2,
    }),
    conditionKeys: fc.constantFrom(
      {},
      { [LEADING_KEYS]: ['iam/user#1'] },
      { [LEADING_KEYS]: ['shop/order#1'] },
    ),
  });
  const anyStatements = fc.array(anyStatement, { maxLength: 5 });

  it('answers the same in any order', () => {
    fc.assert(
      fc.property(anyStatements, anyCall, (statements, call) => {
        expect(evaluate(statements.toReversed(), call).allowed).toBe(evaluate(statements, call).allowed);
      }),
    );
  });

  it('allows no less with one more Allow, and no more with one more Deny', () => {
    fc.assert(
      fc.property(anyStatements, anyStatement, anyCall, (statements, more, call) => {
        const before = evaluate(statements, call).allowed;
        const after = evaluate([...statements, more], call).allowed;
        expect(more.effect === 'Allow' ? !before || after : before || !after).toBe(true);
      }),
    );
  });

  it('allows a call only when it allows each of its resources', () => {
    fc.assert(
      fc.property(anyStatements, anyCall, (statements, call) => {
        const each = call.resources.map(
          (resource) => evaluate(statements, { ...call, resources: [resource] }).allowed,
        );
        expect(evaluate(statements, call).allowed).toBe(each.every(Boolean));
      }),
    );
  });
});
