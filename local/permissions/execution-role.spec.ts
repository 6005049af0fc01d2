import { readResource } from '../../test/support/local/read-resource';
import type { JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { executionRoles, type ExecutionRole } from './execution-role';

const statement = (Action: string): JsonObject => ({ Effect: 'Allow', Action, Resource: '*' });
const document = (Action: string): JsonObject => ({ Statement: [statement(Action)] });

function roleOf(properties: JsonObject, ...others: Resource[]): ExecutionRole {
  const role = executionRoles([readResource('F', 'AWS::Serverless::Function', properties), ...others]).get(
    'F',
  );
  if (role === undefined) throw new Error('F has no role');
  return role;
}

function actionsOf({ statements }: ExecutionRole): string[] {
  return statements.flatMap(({ actions }) => actions);
}

describe('the role of a function', () => {
  const Role = 'arn:aws:iam::000000000000:role/R';

  it('is the one that it names, with everything that is attached to it', () => {
    const role = roleOf(
      { Role },
      readResource('R', 'AWS::IAM::Role', {
        Policies: [{ PolicyName: 'P', PolicyDocument: document('a:One') }],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      }),
      readResource('P', 'AWS::IAM::Policy', { Roles: ['R'], PolicyDocument: document('a:Two') }),
      readResource('Q', 'AWS::IAM::ManagedPolicy', { Roles: ['Other'], PolicyDocument: document('a:Three') }),
    );
    expect(role).toMatchObject({ name: 'R', logicalId: 'R' });
    expect(actionsOf(role)).toEqual([
      'a:one',
      'logs:createloggroup',
      'logs:createlogstream',
      'logs:putlogevents',
      'a:two',
    ]);
  });

  it('has the name that the template gives it', () => {
    const named = readResource('R', 'AWS::IAM::Role', { RoleName: 'commands' });
    expect(roleOf({ Role: 'arn:aws:iam::000000000000:role/commands' }, named).name).toBe('commands');
  });

  it('is made as SAM makes it when there is none', () => {
    const role = roleOf({
      Policies: [{ Statement: statement('a:One') }, 'AWSXRayDaemonWriteAccess'],
      Events: { Work: { Type: 'SQS' }, Http: { Type: 'HttpApi' } },
    });
    expect(role).toMatchObject({ name: 'FRole', logicalId: 'F' });
    expect(actionsOf(role)).toEqual(
      expect.arrayContaining(['logs:putlogevents', 'sqs:receivemessage', 'a:one']),
    );
    expect(actionsOf(role)).not.toContain('kinesis:getrecords');
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    [
      'a role of elsewhere',
      { Role: 'arn:aws:iam::1:role/X' },
      {},
      'F.Properties.Role: must be a role of this template',
    ],
    [
      'a managed policy',
      { Policies: ['AdministratorAccess'] },
      {},
      'managed policy AdministratorAccess is not known',
    ],
    [
      'a policy template',
      { Policies: [{ DynamoDBReadPolicy: {} }] },
      {},
      'Policies.0: must be a policy document',
    ],
    ['a boundary', { PermissionsBoundary: 'arn:x' }, {}, 'F.Properties.PermissionsBoundary: is not held'],
    [
      'a boundary of the role',
      { Role },
      { PermissionsBoundary: 'arn:x' },
      'R.Properties.PermissionsBoundary',
    ],
    ['a policy without a document', { Role }, { Policies: [{}] }, 'R.Properties.Policies.0.PolicyDocument'],
  ])('is refused with %s', (_case, lambda, role, message) => {
    expect(() => roleOf(lambda, readResource('R', 'AWS::IAM::Role', role))).toThrow(message);
  });
});
