import { describeRule } from './template/describe-rule';
import { permissions } from './template/permission';
import {
  commandsKnowNoReadTable,
  environmentMatchesPermissions,
  insertOnlyAnswers,
  insertOnlyLog,
  noForeignPolicy,
  noWildcardAction,
  onlyOwnResources,
  ownLogGroupOnly,
  ownRole,
} from './template/permission-rules';
import { readTemplate } from './template/template-document';

/** Statement of a role: 0 is its log group, the others follow in the order of template.yaml. */
const statement = (role: string, index: number): string =>
  `${role}.Properties.Policies.0.PolicyDocument.Statement.${index}`;

const onLog = { 'Fn::GetAtt': ['EventLogTable', 'Arn'] };

describe('permissions in template.yaml', () => {
  it('are found for every function', () => {
    const roles = new Set(permissions(readTemplate()).map(({ role }) => role));
    expect(roles.size).toBe(9);
  });

  it('ignores what is denied', () => {
    expect(permissions(readTemplate()).some(({ action }) => action === 's3:*')).toBe(false);
  });

  describeRule('no wildcard action', noWildcardAction, [
    {
      at: `${statement('IamUserQueriesRole', 1)}.Action`,
      to: 'dynamodb:*',
      faults: ['IamUserQueriesRole allows dynamodb:*; name the actions it needs'],
    },
    {
      at: `${statement('IamUserQueriesRole', 1)}.Action`,
      to: 'dynamodb:Get*',
      faults: ['IamUserQueriesRole allows dynamodb:Get*; name the actions it needs'],
    },
  ]);

  describeRule("only this template's resources", onlyOwnResources, [
    {
      at: `${statement('EventBrokerRole', 2)}.Resource`,
      to: '*',
      faults: ['EventBrokerRole allows sqs:SendMessage on more than a resource of this template'],
    },
    {
      at: `${statement('EventBrokerRole', 2)}.Resource.0`,
      to: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' },
      faults: ['EventBrokerRole allows sqs:SendMessage on more than a resource of this template'],
    },
  ]);

  describeRule('no policy from elsewhere', noForeignPolicy, [
    {
      at: 'EventBrokerRole.Properties.ManagedPolicyArns',
      to: ['arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole'],
      faults: ['EventBrokerRole has managed policies; write the statements out'],
    },
    {
      at: 'IamUserCommands.Properties.Policies',
      to: [{ DynamoDBCrudPolicy: { TableName: { Ref: 'EventLogTable' } } }],
      faults: ['IamUserCommands has Policies; write the statements into IamUserCommandsRole'],
    },
  ]);

  describeRule('a role for each function', ownRole, [
    {
      at: 'IamUserQueries.Properties.Role',
      to: { 'Fn::GetAtt': ['IamUserCommandsRole', 'Arn'] },
      faults: ['IamUserQueries needs a role of its own, IamUserQueriesRole'],
    },
    {
      at: 'IamUserQueries.Properties.Role',
      to: undefined,
      faults: ['IamUserQueries needs a role of its own, IamUserQueriesRole'],
    },
    {
      at: 'IamUserQueriesRole',
      to: undefined,
      faults: ['IamUserQueries needs a role of its own, IamUserQueriesRole'],
    },
  ]);

  describeRule('only the own log group', ownLogGroupOnly, [
    {
      at: `${statement('SystemApiRole', 0)}.Resource`,
      to: { 'Fn::GetAtt': ['EventBrokerLogs', 'Arn'] },
      faults: ['logs:CreateLogStream', 'logs:PutLogEvents'].map(
        (action) => `SystemApiRole allows ${action} beyond its function's own log group`,
      ),
    },
  ]);

  describeRule('the log is insert only', insertOnlyLog, [
    {
      at: `${statement('IamUserCommandsRole', 1)}.Action.0`,
      to: 'dynamodb:UpdateItem',
      faults: ['IamUserCommandsRole allows dynamodb:UpdateItem on the event log'],
    },
    {
      at: `${statement('IamRoleCommandsRole', 2)}.Resource`,
      to: onLog,
      faults: ['IamRoleCommandsRole allows dynamodb:DeleteItem on the event log'],
    },
    {
      at: `${statement('IamUserProjectorRole', 2)}.Action`,
      to: ['dynamodb:Query', 'dynamodb:PutItem'],
      faults: ['IamUserProjectorRole allows dynamodb:PutItem on the event log'],
    },
  ]);

  describeRule('recorded answers are insert only, and for commands alone', insertOnlyAnswers, [
    {
      at: `${statement('IamUserCommandsRole', 3)}.Action`,
      to: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
      faults: ['IamUserCommandsRole allows dynamodb:DeleteItem on the recorded answers'],
    },
    {
      at: `${statement('IamUserQueriesRole', 4)}.Resource`,
      to: { 'Fn::GetAtt': ['IdempotencyTable', 'Arn'] },
      faults: ['IamUserQueriesRole allows dynamodb:Query on the recorded answers'],
    },
  ]);

  describeRule('commands know no read table', commandsKnowNoReadTable, [
    {
      at: `${statement('IamUserCommandsRole', 1)}.Resource`,
      to: [onLog, { 'Fn::GetAtt': ['IamRolesTable', 'Arn'] }],
      faults: ['dynamodb:PutItem', 'dynamodb:Query'].map(
        (action) => `IamUserCommandsRole allows ${action} on IamRolesTable`,
      ),
    },
  ]);

  describeRule('environment and permissions name the same resources', environmentMatchesPermissions, [
    {
      at: 'IamUserQueries.Properties.Environment.Variables.IAM_USERS_TABLE',
      to: undefined,
      faults: ['IamUserQueries may use IamUsersTable but does not know its name'],
    },
    {
      at: statement('EventBrokerRole', 2),
      to: undefined,
      faults: ['IamUserQueue', 'IamRoleQueue'].map(
        (queue) => `EventBroker knows ${queue} but may not use it`,
      ),
    },
  ]);
});
