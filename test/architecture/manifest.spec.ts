import { modules } from '../../src/composition/modules';
import type { Json } from '../../local/template/json';
import { differences } from './manifest/differences';
import { orderModule } from '../support/order.module';
import { readTemplate } from './template/template-document';
import { withChange } from './template/with-change';

type Variant = [at: string, to: Json | undefined, found: string[]];

const users = { 'Fn::GetAtt': ['IamUsersTable', 'Arn'] };
const variable = (id: string, name: string): string => `${id}.Properties.Environment.Variables.${name}`;
/** Statement of a role: 0 is its log group, the others follow in the order of template.yaml. */
const statement = (id: string, index: number): string =>
  `${id}Role.Properties.Policies.0.PolicyDocument.Statement.${index}`;

const lacking: Variant[] = [
  ['EventBroker', undefined, ['lacks the function EventBroker']],
  ['IamUserQueries.Properties.Events.ListRoles', undefined, ['IamUserQueries lacks GET /users/{id}/roles']],
  ['SystemApi.Properties.Events.Default', undefined, ['SystemApi lacks $default']],
  [
    'IamUserProjector.Properties.Handler',
    'commands.handler',
    ['IamUserProjector needs the Handler projector.handler'],
  ],
  [
    variable('IamUserProjector', 'IAM_ROLE_USERS_TABLE'),
    undefined,
    [
      'IamUserProjector lacks IAM_ROLE_USERS_TABLE: !Ref IamRoleUsersTable ' +
        '(written by RoleUsersProjection of iam/role)',
    ],
  ],
  [
    variable('IamRoleCommands', 'UNIQUE_VALUES_TABLE'),
    'a-name',
    ['IamRoleCommands lacks UNIQUE_VALUES_TABLE: !Ref UniqueValuesTable (commands uniqueValue in it)'],
  ],
  [
    variable('IamUserCommands', 'IDEMPOTENCY_TABLE'),
    undefined,
    ['IamUserCommands lacks IDEMPOTENCY_TABLE: !Ref IdempotencyTable (commands keep their answers in it)'],
  ],
  [
    statement('IamRoleCommands', 3),
    undefined,
    [
      'IamRoleCommandsRole lacks dynamodb:PutItem on IdempotencyTable (commands keep their answers in it)',
      'IamRoleCommandsRole lacks dynamodb:GetItem on IdempotencyTable (commands keep their answers in it)',
    ],
  ],
  [
    statement('IamUserQueries', 4),
    undefined,
    ['IamUserQueriesRole lacks dynamodb:Query on EventLogTable (history is told from it)'],
  ],
  [
    variable('EventBroker', 'IAM_ROLE_QUEUES'),
    undefined,
    ['EventBroker lacks IAM_ROLE_QUEUES: !Ref IamRoleQueue (commits of iam/role go there)'],
  ],
  [
    variable('IamRoleQueries', 'AGGREGATE_TYPE'),
    'iam/user',
    ['IamRoleQueries lacks AGGREGATE_TYPE: iam/role'],
  ],
  [
    `${statement('IamUserCommands', 1)}.Action`,
    'dynamodb:PutItem',
    ['IamUserCommandsRole lacks dynamodb:Query on EventLogTable (commands append to it)'],
  ],
  [
    statement('IamUserProjector', 4),
    undefined,
    [
      'IamUserProjectorRole lacks dynamodb:PutItem on IamUserRolesTable (written by UserProjection of iam/user)',
      'IamUserProjectorRole lacks dynamodb:DeleteItem on IamUserRolesTable (written by UserProjection of iam/user)',
      'IamUserProjectorRole lacks dynamodb:PutItem on IamRoleUsersTable (written by RoleUsersProjection of iam/role)',
      'IamUserProjectorRole lacks dynamodb:DeleteItem on IamRoleUsersTable (written by RoleUsersProjection of iam/role)',
    ],
  ],
  [
    statement('IamRoleQueries', 2),
    undefined,
    [
      'IamRoleQueriesRole lacks dynamodb:Query of /index/byName on IamRolesTable (the manifest of iam/role reads it)',
    ],
  ],
  [
    statement('IamRoleQueries', 1),
    undefined,
    ['IamRoleQueriesRole lacks dynamodb:GetItem on IamRolesTable (the manifest of iam/role reads it)'],
  ],
  [
    'IamRoleQueue.Type',
    'AWS::SQS::QueuePolicy',
    [
      'lacks the queue IamRoleQueue, which feeds IamRoleProjector',
      'has the queue IamRoleDeadLetterQueue, whose aggregate no projection follows',
    ],
  ],
  ['IamUserQueueMapping', undefined, ['lacks a mapping from IamUserQueue to IamUserProjector']],
  ['IamRolesTable.Type', 'AWS::DynamoDB::GlobalTable', ['lacks the table IamRolesTable with the key id']],
  [
    'IdempotencyTable.Type',
    'AWS::DynamoDB::GlobalTable',
    ['lacks the table IdempotencyTable with the key idempotencyKey'],
  ],
  ['IamUserRolesTable.Properties.KeySchema.1', undefined, ['IamUserRolesTable needs the key userId, roleId']],
];

const tooMuch: Variant[] = [
  [
    'IamUserReports',
    { Type: 'AWS::Serverless::Function' },
    ['has the function IamUserReports, which no manifest asks for'],
  ],
  [
    'IamRoleQueries.Properties.Events.Search',
    { Type: 'HttpApi', Properties: { ApiId: { Ref: 'HttpApi' }, Method: 'GET', Path: '/roles/search' } },
    ['IamRoleQueries has GET /roles/search, which no controller of its manifest declares'],
  ],
  [
    variable('IamUserQueries', 'IAM_ROLES_TABLE'),
    { Ref: 'IamRolesTable' },
    ['IamUserQueries has IAM_ROLES_TABLE, which its code never asks for'],
  ],
  [
    'SystemApi.Properties.Environment',
    { Variables: { AGGREGATE_TYPE: 'iam/user' } },
    ['SystemApi has AGGREGATE_TYPE, which its code never asks for'],
  ],
  [
    `${statement('IamUserQueries', 1)}.Action`,
    ['dynamodb:GetItem', 'dynamodb:PutItem'],
    ['IamUserQueriesRole allows dynamodb:PutItem on IamUsersTable, which IamUserQueries never calls'],
  ],
  [
    `${statement('IamRoleProjector', 3)}.Resource`,
    [{ 'Fn::GetAtt': ['IamRolesTable', 'Arn'] }, users],
    ['dynamodb:BatchGetItem', 'dynamodb:PutItem'].map(
      (action) =>
        `IamRoleProjectorRole allows ${action} on IamUsersTable, which IamRoleProjector never calls`,
    ),
  ],
  [
    `${statement('IamUserCommands', 3)}.Action.1`,
    'dynamodb:DeleteItem',
    [
      'IamUserCommandsRole lacks dynamodb:GetItem on IdempotencyTable (commands keep their answers in it)',
      'IamUserCommandsRole allows dynamodb:DeleteItem on IdempotencyTable, which IamUserCommands never calls',
    ],
  ],
  [
    statement('SystemApi', 1),
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
    ['SystemApiRole allows sqs:SendMessage on anything, which SystemApi never calls'],
  ],
  [
    'IamTeamQueue',
    { Type: 'AWS::SQS::Queue' },
    ['has the queue IamTeamQueue, whose aggregate no projection follows'],
  ],
  [
    'IamTeamsTable',
    { Type: 'AWS::DynamoDB::Table' },
    ['has the table IamTeamsTable, which no manifest names'],
  ],
];

describe('the manifests and template.yaml', () => {
  it('agree', () => {
    expect(differences(modules, readTemplate())).toEqual([]);
  });

  it.each(lacking)('what is missing is named: %s', (at, to, found) => {
    expect(differences(modules, withChange(at, to))).toEqual(found.map((text) => `template.yaml: ${text}`));
  });

  it.each(tooMuch)('what is too much is named: %s', (at, to, found) => {
    expect(differences(modules, withChange(at, to))).toEqual(found.map((text) => `template.yaml: ${text}`));
  });

  it('say everything that a new aggregate needs', () => {
    expect(differences([...modules, orderModule], readTemplate())).toEqual(
      [
        'lacks the function ShopOrderCommands',
        'lacks the function ShopOrderQueries',
        'lacks the function ShopOrderProjector',
        'EventBroker lacks SHOP_ORDER_QUEUES: !Ref ShopOrderQueue (commits of shop/order go there)',
        'EventBrokerRole lacks sqs:SendMessage on ShopOrderQueue (commits of shop/order go there)',
        'lacks the queue ShopOrderQueue, which feeds ShopOrderProjector',
        'lacks a mapping from ShopOrderQueue to ShopOrderProjector',
        'lacks the table ShopOrdersTable with the key id',
        'lacks the table ShopOrderLinesTable with the key orderId, line',
      ].map((text) => `template.yaml: ${text}`),
    );
  });

  it('say everything that an aggregate leaves behind', () => {
    const [first] = modules;
    const found = differences(first ? [first] : [], readTemplate());
    expect(found).toContain('template.yaml: has the function IamRoleQueries, which no manifest asks for');
    expect(found).toContain('template.yaml: has the table IamRolesTable, which no manifest names');
    expect(found).toContain('template.yaml: EventBroker has IAM_ROLE_QUEUES, which its code never asks for');
    expect(found).toContain(
      'template.yaml: has the queue IamRoleQueue, whose aggregate no projection follows',
    );
  });
});
