import type { Mistake } from './mistake';

const template = (mistake: string, from: string, to: string, says: Mistake['says']): Mistake => ({
  mistake,
  file: 'template.yaml',
  from,
  to,
  says,
});

/** What the wiring check tells of template.yaml: each is one line or resource that is lost or changed. */
export const templateMistakes: readonly Mistake[] = [
  template(
    'lose a route',
    "          '/roles/{id}/disable': { put: *IamCommands }\n",
    '',
    /the route PUT \/roles\/\{id\}\/disable is missing; npm run template writes it\./,
  ),
  template(
    'lead a route elsewhere',
    "'/roles/{id}/disable': { put: *IamCommands }",
    "'/roles/{id}/disable': { put: *IamQueries }",
    'the route PUT /roles/{id}/disable does not lead to IamCommands; npm run template writes it.',
  ),
  template(
    'keep a route that is gone',
    "          '/roles/{id}/disable': { put: *IamCommands }\n",
    "          '/roles/{id}/disable': { put: *IamCommands, post: *IamCommands }\n",
    'the route POST /roles/{id}/disable is in no listed controller',
  ),
  template(
    'lose the variable with the queues of an aggregate',
    "          IAM_ROLE_QUEUES: !Join [' ', [!Ref IamRoleQueue, !Join ['', [!Ref IamProcessesQueue, '#disabled']]]]\n",
    '',
    /template\.yaml:\d+: EventBroker is not told IAM_ROLE_QUEUES; npm run template writes it\./,
  ),
  template(
    "lose a queue's mapping",
    `  IamRoleQueueMapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { <<: *queueMapping, FunctionName: !Ref IamProjector, EventSourceArn: !GetAtt IamRoleQueue.Arn }
`,
    '',
    'IamRoleQueueMapping (AWS::Lambda::EventSourceMapping) is missing; npm run template writes it.',
  ),
  template(
    'lose a table',
    '  IamRoleUserNamesTable: { <<: *disposableTable, Properties: { <<: [*table, *byId] } }\n',
    '',
    'IamRoleUserNamesTable (AWS::DynamoDB::Table) is missing; npm run template writes it.',
  ),
  template(
    'lose a statement of a role',
    '              - { Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt IamRolesTable.Arn }\n',
    '',
    /IamQueriesRole does not allow dynamodb:GetItem on IamRolesTable; npm run template writes it\./,
  ),
  template(
    'lose the permission to ring a queue',
    '                  - !GetAtt IamRoleQueue.Arn\n',
    '',
    'EventBrokerRole does not allow sqs:SendMessage on IamRoleQueue',
  ),
  template(
    'lose a banner',
    '              # >>> npm run template: sending to the queues\n',
    '',
    '"sending to the queues" has no place; add "# >>> npm run template: sending to the queues"',
  ),
  template(
    'lose a route of the system',
    '          /openapi.json: { get: *SystemApi }\n',
    '',
    'the route /openapi.json (get) is missing; write it again, to SystemApi.',
  ),
  template(
    'lose a variable of a function that is written by hand',
    'EVENT_STREAM: !Ref EventStream, ',
    '',
    'DynamoKinesisAdaptor is not told EVENT_STREAM; add `EVENT_STREAM: !Ref EventStream` to its variables.',
  ),
  template(
    'indent wrongly',
    '          IAM_ROLE_QUEUES:',
    '         IAM_ROLE_QUEUES:',
    /template\.yaml:\d+: not valid YAML/,
  ),
];
