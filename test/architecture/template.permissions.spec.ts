import { contexts } from '../../src/composition/modules';
import { planOf } from '../../src/composition/plan/plan-of';
import { describeRule } from './template/describe-rule';
import { permissions } from '../../scripts/wiring/permission';
import {
  EXPORTER,
  functionLogsOnly,
  commandsKnowNoReadTable,
  countersOnlyCount,
  environmentMatchesPermissions,
  insertOnlyAnswers,
  insertOnlyLog,
  keysApart,
  noForeignPolicy,
  noWildcardAction,
  onlyOwnResources,
  ownRole,
  wallsOfContexts,
} from './template/permission-rules';
import { FUNCTION, readTemplate, resourcesOf } from '../../scripts/wiring/template-document';

/** Statement of a role: 0 is its log group, the others follow in the order of template.yaml. */
const statement = (role: string, index: number): string =>
  `${role}.Properties.Policies.0.PolicyDocument.Statement.${index}`;

const onLog = { 'Fn::GetAtt': ['EventLogTable', 'Arn'] };

describe('permissions in template.yaml', () => {
  it('are found for every function, and for who exports the log', () => {
    const roles = new Set(permissions(readTemplate()).map(({ role }) => role));
    const functions = resourcesOf(readTemplate(), FUNCTION).map(({ id }) => `${id}Role`);
    expect([...roles].sort()).toEqual([...functions, EXPORTER].sort());
  });

  it('do not count what is denied', () => {
    expect(permissions(readTemplate()).some(({ action }) => action === 's3:*')).toBe(false);
  });

  describeRule('no wildcard action', noWildcardAction, [
    {
      at: `${statement('IamQueriesRole', 1)}.Action`,
      to: 'dynamodb:*',
      faults: ['IamQueriesRole allows dynamodb:*; name the actions it needs'],
    },
    {
      at: `${statement('IamProjectorRole', 5)}.Action.0`,
      to: 'dynamodb:Batch*',
      faults: ['IamProjectorRole allows dynamodb:Batch*; name the actions it needs'],
    },
  ]);

  describeRule("only this template's resources", onlyOwnResources, [
    {
      at: `${statement('EventBrokerRole', 5)}.Resource`,
      to: '*',
      faults: ['EventBrokerRole allows sqs:SendMessage on more than a resource of this template'],
    },
    {
      at: `${statement('EventBrokerRole', 5)}.Resource.0`,
      to: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' },
      faults: ['EventBrokerRole allows sqs:SendMessage on more than a resource of this template'],
    },
    {
      at: `${statement('EventBrokerRole', 5)}.Resource.0`,
      to: { Ref: 'IamUserQueue' },
      faults: ['EventBrokerRole allows sqs:SendMessage on more than a resource of this template'],
    },
  ]);

  describeRule('what is no resource of this template, and no more than that', onlyOwnResources, [
    {
      at: `${statement('OtpProcessesRole', 7)}.Resource`,
      to: '*',
      faults: ['OtpProcessesRole allows ses:SendEmail on more than a resource of this template'],
    },
    {
      at: `${statement('OtpProcessesRole', 8)}.NotResource`,
      to: { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:*:*' },
      faults: ['OtpProcessesRole allows sns:Publish on more than a resource of this template'],
    },
    {
      at: `${statement('ShopProcessesRole', 6)}.Resource`,
      to: {
        'Fn::Sub': 'arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/*',
      },
      faults: ['Create', 'Update', 'Delete'].map(
        (what) =>
          `ShopProcessesRole allows scheduler:${what}Schedule on more than a resource of this template`,
      ),
    },
    {
      at: `${statement('ShopProcessesRole', 7)}.Resource`,
      to: '*',
      faults: ['ShopProcessesRole allows iam:PassRole on more than a resource of this template'],
    },
  ]);

  describeRule('counters of requests', countersOnlyCount, [
    {
      at: `${statement('OtpCommandsRole', 3)}.Action`,
      to: 'dynamodb:PutItem',
      faults: ['OtpCommandsRole allows dynamodb:PutItem on the counters of requests'],
    },
  ]);

  describeRule('keys that sign apart from keys that verify', keysApart, [
    {
      at: `${statement('AuthorizerRole', 1)}.Resource`,
      to: { Ref: 'SigningKeys' },
      faults: [
        'AuthorizerRole allows secretsmanager:GetSecretValue on SigningKeys; it verifies tokens and must not make any',
      ],
    },
  ]);

  describeRule('no policy from elsewhere', noForeignPolicy, [
    {
      at: 'EventBrokerRole.Properties.ManagedPolicyArns',
      to: ['arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole'],
      faults: ['EventBrokerRole has managed policies; write the statements out'],
    },
    {
      at: 'IamCommands.Properties.Policies',
      to: [{ DynamoDBCrudPolicy: { TableName: { Ref: 'EventLogTable' } } }],
      faults: ['IamCommands has Policies; write the statements into IamCommandsRole'],
    },
  ]);

  describeRule('a role for each function', ownRole, [
    {
      at: 'IamQueries.Properties.Role',
      to: { 'Fn::GetAtt': ['IamCommandsRole', 'Arn'] },
      faults: ['IamQueries needs a role of its own, IamQueriesRole'],
    },
    {
      at: 'IamQueries.Properties.Role',
      to: undefined,
      faults: ['IamQueries needs a role of its own, IamQueriesRole'],
    },
    {
      at: 'IamQueriesRole',
      to: undefined,
      faults: ['IamQueries needs a role of its own, IamQueriesRole'],
    },
  ]);

  describeRule("only the functions' log group", functionLogsOnly, [
    {
      at: `${statement('SystemApiRole', 0)}.Resource`,
      to: { 'Fn::GetAtt': ['HttpApiAccessLogs', 'Arn'] },
      faults: ['logs:CreateLogStream', 'logs:PutLogEvents'].map(
        (action) => `SystemApiRole allows ${action} beyond the functions' log group`,
      ),
    },
  ]);

  describeRule('contexts are walls', wallsOfContexts, [
    {
      at: `${statement('IamQueriesRole', 1)}.Condition`,
      to: undefined,
      faults: ['IamQueriesRole allows dynamodb:Query on EventLogTable beyond its own context'],
    },
    {
      at: `${statement('IamCommandsRole', 1)}.Condition.ForAllValues:StringLike.dynamodb:LeadingKeys`,
      to: ['iam/*', 'shop/*'],
      faults: ['IamCommandsRole allows dynamodb:PutItem on EventLogTable beyond its own context'],
    },
    {
      at: `${statement('IamCommandsRole', 2)}.Condition.ForAllValues:StringLike.dynamodb:LeadingKeys.0`,
      to: '*',
      faults: ['IamCommandsRole allows dynamodb:PutItem on UniqueValuesTable beyond its own context'],
    },
  ]);

  describeRule('the log is insert only', insertOnlyLog, [
    {
      at: `${statement('IamCommandsRole', 1)}.Action.0`,
      to: 'dynamodb:UpdateItem',
      faults: ['IamCommandsRole allows dynamodb:UpdateItem on the event log'],
    },
    {
      at: `${statement('IamCommandsRole', 1)}.Action.1`,
      to: 'dynamodb:DeleteItem',
      faults: ['IamCommandsRole allows dynamodb:DeleteItem on the event log'],
    },
    {
      at: `${statement('IamProjectorRole', 2)}.Action`,
      to: ['dynamodb:Query', 'dynamodb:PutItem'],
      faults: ['IamProjectorRole allows dynamodb:PutItem on the event log'],
    },
    {
      at: `${statement('LogExportScheduleRole', 0)}.Action`,
      to: 'dynamodb:Scan',
      faults: ['LogExportScheduleRole allows dynamodb:Scan on the event log'],
    },
    {
      at: `${statement('IamProjectorRole', 2)}.Action`,
      to: 'dynamodb:ExportTableToPointInTime',
      faults: ['IamProjectorRole allows dynamodb:ExportTableToPointInTime on the event log'],
    },
  ]);

  describeRule('recorded answers are insert only, and for commands alone', insertOnlyAnswers, [
    {
      at: `${statement('IamCommandsRole', 3)}.Action`,
      to: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
      faults: ['IamCommandsRole allows dynamodb:DeleteItem on the recorded answers'],
    },
    {
      at: `${statement('IamQueriesRole', 3)}.Resource`,
      to: { 'Fn::GetAtt': ['IdempotencyTable', 'Arn'] },
      faults: ['IamQueriesRole allows dynamodb:Query on the recorded answers'],
    },
  ]);

  describeRule('commands know no read table', commandsKnowNoReadTable, [
    {
      at: `${statement('IamCommandsRole', 1)}.Resource`,
      to: [onLog, { 'Fn::GetAtt': ['IamRolesTable', 'Arn'] }],
      faults: ['dynamodb:Query', 'dynamodb:PutItem'].map(
        (action) => `IamCommandsRole allows ${action} on IamRolesTable`,
      ),
    },
  ]);

  describeRule('environment and permissions name the same resources', environmentMatchesPermissions, [
    {
      at: 'IamQueries.Properties.Environment.Variables.IAM_USERS_TABLE',
      to: undefined,
      faults: ['IamQueries may use IamUsersTable but does not know its name'],
    },
    {
      at: statement('EventBrokerRole', 5),
      to: undefined,
      faults: [...new Set(planOf(contexts).channels.flatMap(({ queues }) => queues))].map(
        (queue) => `EventBroker knows ${queue} but may not use it`,
      ),
    },
  ]);
});
