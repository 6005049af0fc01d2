import type { Json } from '../template/json';
import { policyStatements } from './policy-document';
import type { Statement } from './statement';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/Log';
const allow = { Effect: 'Allow', Action: 'dynamodb:Query', Resource: TABLE };

function read(statement: Json): Statement[] {
  return policyStatements({ Version: '2012-10-17', Statement: statement }, ['Policy']);
}

describe('policyStatements', () => {
  it('takes one statement or several, one action or several', () => {
    const expected = { effect: 'Allow', actions: ['dynamodb:query'], resources: [TABLE], conditions: [] };
    expect(read(allow)).toEqual([expected]);
    expect(read([allow, { ...allow, Sid: 'Second', Action: ['dynamodb:Query'] }])).toEqual([
      expected,
      expected,
    ]);
  });

  it('takes all resources but some', () => {
    const { Effect, Action } = allow;
    expect(read({ Effect, Action, NotResource: [TABLE] })).toEqual([
      {
        effect: 'Allow',
        actions: ['dynamodb:query'],
        resources: [TABLE],
        inverted: true,
        conditions: [],
      },
    ]);
  });

  it('reads conditions', () => {
    const Condition = {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['iam/*'] },
      Bool: { 'aws:SecureTransport': true },
    };
    expect(read({ ...allow, Condition })[0]?.conditions).toEqual([
      { operator: 'ForAllValues:StringLike', key: 'dynamodb:leadingkeys', values: ['iam/*'] },
      { operator: 'Bool', key: 'aws:securetransport', values: ['true'] },
    ]);
  });

  it.each<[string, Json, string]>([
    [
      'an element that it does not know',
      { ...allow, NotAction: 'a:b' },
      'Policy.Statement.NotAction: is not understood',
    ],
    ['a principal', [{ ...allow, Principal: '*' }], 'Policy.Statement.0.Principal: is not understood'],
    ['another effect', { ...allow, Effect: 'Maybe' }, 'Policy.Statement.Effect: must be Allow or Deny'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'Policy.Statement.Action: must be a text'],
    ['an action that is no text', { ...allow, Action: [{}] }, 'Policy.Statement.Action: must be a text'],
    ['no resource', { Effect: 'Allow', Action: 'a:b' }, 'Policy.Statement.Resource: must be a text'],
    [
      'both kinds of resources',
      { ...allow, NotResource: TABLE },
      'Policy.Statement.NotResource: excludes Resource',
    ],
    ['a name in place of an ARN', { ...allow, Resource: 'Log' }, 'must be "*" or an ARN, not "Log"'],
    ['no map', 'Allow', 'Policy.Statement: must be a map'],
    [
      'a condition that is no map',
      { ...allow, Condition: 'never' },
      'Policy.Statement.Condition: must be a map',
    ],
    [
      'a condition key that it does not know',
      { ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'v' } } },
      'Policy.Statement.Condition.StringEquals.aws:SourceVpc: the condition key "aws:sourcevpc" is not understood',
    ],
  ])('refuses %s', (_case, statement, message) => {
    expect(() => read(statement)).toThrow(message);
  });

  it('refuses a document without statements', () => {
    expect(() => policyStatements({}, ['Policy'])).toThrow('Policy: needs a Statement');
    expect(() => policyStatements(undefined, ['Policy'])).toThrow('Policy: needs a Statement');
  });
});
