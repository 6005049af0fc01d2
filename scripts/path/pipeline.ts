import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { APIGatewayProxyStructuredResultV2, SQSEvent } from 'aws-lambda';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { rolesTable, roleUserNamesTable, roleUsersTable } from '../../src/contexts/iam/role/read/role.tables';
import { userRolesTable, usersTable } from '../../src/contexts/iam/user/read/user.tables';
import { variableOf } from '../../src/composition/environment';
import { streamOf } from '../../src/eventsourcing/log/commit';
import { all } from '../../test/support/commit-of';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { apiEvent, json } from '../../test/support/http/api-event';
import { setEnvironment } from '../../test/support/process-environment';

const READ_TABLES = [usersTable, userRolesTable, rolesTable, roleUsersTable, roleUserNamesTable];

/** The two functions between a client who registers a user and the row that shows the user, on a local DynamoDB. */
export class Pipeline {
  private constructor(
    private readonly dynamo: DynamoUnderTest,
    private readonly log: DynamoEventStore,
    private readonly commands: (event: unknown) => Promise<APIGatewayProxyStructuredResultV2>,
    private readonly project: (event: SQSEvent) => Promise<object>,
    private readonly restore: () => void,
  ) {}

  static async start(): Promise<Pipeline> {
    const dynamo = await DynamoUnderTest.start();
    const [logNames, readNames] = [await dynamo.newLog(), await dynamo.newTables(...READ_TABLES)];
    const names = [
      ...['EventLogTable', 'UniqueValuesTable', 'IdempotencyTable'].map((id) => [id, logNames(id)] as const),
      ...READ_TABLES.map(({ name }) => [name, readNames(name)] as const),
    ];
    const restore = setEnvironment({
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...Object.fromEntries(names.map(([id, name]) => [variableOf(id), name])),
    });
    const commands = await import('../../src/functions/iam/commands');
    const projector = await import('../../src/functions/iam/projector');
    return new Pipeline(
      dynamo,
      new DynamoEventStore(dynamo.client, logNames),
      commands.handler as (event: unknown) => Promise<APIGatewayProxyStructuredResultV2>,
      (event) => projector.handler(event, { getRemainingTimeInMillis: () => 9_000 }),
      restore,
    );
  }

  /** POST /users. @returns the id of the user */
  async register(): Promise<string> {
    const id = randomUUID();
    const answer = await this.commands(
      apiEvent('POST', '/users', { ...json({ id, email: `${id}@example.com` }), roles: ['admin'] }),
    );
    if (answer.statusCode !== 202) throw new Error(`The user was not registered: ${answer.body ?? ''}`);
    return id;
  }

  /** What the queue brings to the projector after a user was registered. */
  async messageOf(id: string): Promise<SQSEvent> {
    const [commit] = await all(this.log.read(streamOf('iam/user', id)));
    const body = JSON.stringify({ commit });
    return { Records: [{ messageId: id, body }] } as unknown as SQSEvent;
  }

  async write(message: SQSEvent): Promise<void> {
    const answer = await this.project(message);
    if (!isDeepStrictEqual(answer, { batchItemFailures: [] })) throw new Error('The row was not written.');
  }

  async stop(): Promise<void> {
    this.restore();
    await this.dynamo.stop();
  }
}
