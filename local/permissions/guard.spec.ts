import { collectingLog } from '../../test/support/local/collecting-log';
import { functionNamed } from '../../test/support/local/function-definitions';
import { LEADING_KEYS } from './condition';
import { Guard, type AuthorisedCall } from './guard';
import type { AwsCall, Statement } from './statement';

const LOG = 'arn:aws:dynamodb:us-east-1:000000000000:table/Log';
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=LOCALQueries/20260101/us-east-1/dynamodb/aws4_request, Signature=x';

const allow: Statement = { effect: 'Allow', actions: ['dynamodb:query'], resources: [LOG], conditions: [] };

function query(stream: string, action = 'dynamodb:Query'): AwsCall {
  return { action, resources: [LOG], conditionKeys: { [LEADING_KEYS]: [stream] } };
}

function guarded(...statements: Statement[]) {
  const log = collectingLog();
  const authorised: AuthorisedCall[] = [];
  const guard = new Guard({
    functions: [functionNamed('Queries', { name: 'queries' })],
    roles: new Map([['Queries', { name: 'queries-role', logicalId: 'QueriesRole', statements }]]),
    log,
    onAuthorised: (call) => authorised.push(call),
  });
  return { guard, log, authorised };
}

const IF_GENERATED =
  'if npm run template writes that role, say it in the manifest (`reads`), the projection (`details`) or the process (`sends`), and run it';

describe('a guard', () => {
  it('lets a function do what its role allows, and tells of it', () => {
    const { guard, log, authorised } = guarded(allow);
    expect(guard.refusalOf(SIGNED, () => [query('iam/user#1')])).toBeUndefined();
    expect(authorised).toMatchObject([
      { functionId: 'Queries', role: { logicalId: 'QueriesRole' }, call: query('iam/user#1') },
    ]);
    expect(log.lines).toEqual([]);
  });

  it('refuses everything else in the words of AWS, and says what to add where', () => {
    const { guard, log, authorised } = guarded(allow);
    expect(guard.refusalOf(SIGNED, () => [query('iam/user#1', 'dynamodb:PutItem')])).toBe(
      'User: arn:aws:sts::000000000000:assumed-role/queries-role/queries is not authorized to perform: ' +
        `dynamodb:PutItem on resource: ${LOG} because no identity-based policy allows the dynamodb:PutItem action`,
    );
    expect(log.lines).toEqual([
      `warn: Queries was refused dynamodb:PutItem on ${LOG}: add the action and the resource to a statement of QueriesRole; ${IF_GENERATED}`,
    ]);
    expect(authorised).toEqual([]);
  });

  it('says how to allow text messages, and keeps their numbers out of the log', () => {
    const { guard, log } = guarded(allow);
    const publish = { action: 'sns:Publish', resources: ['+41791234567'], conditionKeys: {} };
    expect(guard.refusalOf(SIGNED, () => [publish])).toContain('sns:Publish on resource: +41791234567');
    expect(log.lines).toEqual([
      `warn: Queries was refused sns:Publish on a phone number: allow the action in QueriesRole with NotResource: arn:aws:sns:*:*:*; ${IF_GENERATED}`,
    ]);
  });

  it('names the leading keys when a condition on them fails', () => {
    const own = { operator: 'ForAllValues:StringLike', key: LEADING_KEYS, values: ['iam/*'] };
    const { guard, log } = guarded({ ...allow, conditions: [own] });
    expect(guard.refusalOf(SIGNED, () => [query('iam/user#1')])).toBeUndefined();
    expect(guard.refusalOf(SIGNED, () => [query('shop/order#1')])).toContain(
      'no identity-based policy allows',
    );
    expect(log.lines[0]).toContain(
      'a condition of QueriesRole does not hold (dynamodb:LeadingKeys shop/order#1)',
    );
  });

  it('names an explicit deny', () => {
    const { guard, log } = guarded(allow, { ...allow, effect: 'Deny' });
    expect(guard.refusalOf(SIGNED, () => [query('a')])).toContain(
      'with an explicit deny in an identity-based policy',
    );
    expect(log.lines[0]).toContain('a Deny of QueriesRole forbids it');
  });

  it.each([
    undefined,
    'AWS4-HMAC-SHA256 Credential=local/2026',
    'AWS4-HMAC-SHA256',
    'Credential=LOCALQueries',
  ])('does not look at the requests of others: %s', (authorization) => {
    const { guard } = guarded();
    const calls = (): never => {
      throw new Error('read');
    };
    expect(guard.refusalOf(authorization, calls)).toBeUndefined();
  });

  it('holds what Lambda does against the role too', () => {
    const { guard } = guarded(allow);
    guard.require('Queries', 'the mapping cannot read', [query('a')]);
    expect(() => {
      guard.require('Queries', 'the mapping cannot read', [query('a'), query('a', 'dynamodb:Scan')]);
    }).toThrow(
      /^the mapping cannot read: User: \S+ is not authorized to perform: dynamodb:Scan .*; add the action .* to a statement of QueriesRole; if npm run template writes that role, .*, and run it$/,
    );
  });
});
