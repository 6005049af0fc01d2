import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type {
  APIGatewayProxyStructuredResultV2,
  DynamoDBStreamEvent,
  KinesisStreamEvent,
  SQSEvent,
} from 'aws-lambda';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { LocalChannels } from '../../test/support/local-channels';
import { setEnvironment } from '../../test/support/process-environment';
import { roleUserNamesTable, roleUsersTable } from '../contexts/iam/role/read/role.tables';
import { userRolesTable, usersTable } from '../contexts/iam/user/read/user.tables';
import { apiEvent, json } from '../../test/support/http/api-event';

const STREAM = 'Events';
const admin = { subject: '5f0c4b0e-3c7e-4c55-8f3b-0b6e4f3d2a10', roles: ['admin'] };
const invocation = { getRemainingTimeInMillis: (): number => 9_000 };

/** The functions one after the other, each given what the one before left, as AWS would hand it over. */
describe('the functions', () => {
  let dynamo: DynamoUnderTest;
  let channels: LocalChannels;
  let logTable: string;
  let restore: () => void;

  beforeAll(async () => {
    [dynamo, channels] = await Promise.all([DynamoUnderTest.start(), LocalChannels.start()]);
    const logOf = await dynamo.newLog();
    const tables = [usersTable, userRolesTable, roleUserNamesTable, roleUsersTable];
    const nameOf = await dynamo.newTables(...tables);
    logTable = logOf('EventLogTable');
    await channels.newStream(STREAM);
    restore = setEnvironment({
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      ...channels.environment,
      EVENT_LOG_TABLE: logTable,
      UNIQUE_VALUES_TABLE: logOf('UniqueValuesTable'),
      IDEMPOTENCY_TABLE: logOf('IdempotencyTable'),
      IAM_USERS_TABLE: nameOf(usersTable.name),
      IAM_USER_ROLES_TABLE: nameOf(userRolesTable.name),
      IAM_ROLE_USERS_TABLE: nameOf(roleUsersTable.name),
      IAM_ROLE_USER_NAMES_TABLE: nameOf(roleUserNamesTable.name),
      EVENT_STREAM: STREAM,
      IAM_USER_QUEUES: channels.queueUrl,
      CATCH_UP_DEAD_LETTER_QUEUE: channels.queueUrl,
    });
  });

  afterAll(async () => {
    restore();
    await Promise.all([dynamo.stop(), channels.stop()]);
  });

  const bodyOf = ({ body }: APIGatewayProxyStructuredResultV2): unknown => JSON.parse(body ?? '');
  const id = randomUUID();

  it('take a command, carry its commit along and show what became of it', async () => {
    const commands = await import('./iam/commands');
    const registered = await commands.handler(
      apiEvent('POST', '/users', { ...json({ id, email: 'Ann@example.com' }), ...admin }),
    );
    expect(registered.statusCode).toBe(202);
    expect(bodyOf(registered)).toEqual({ id, version: 1 });

    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: logTable }));
    const dynamoRecords = Items.map((NewImage) => ({
      eventName: 'INSERT',
      dynamodb: { NewImage, SequenceNumber: '1' },
    }));
    const adaptor = await import('./dynamo-kinesis-adaptor');
    const adapted = await adaptor.handler({ Records: dynamoRecords } as DynamoDBStreamEvent);
    expect(adapted).toEqual({ batchItemFailures: [] });

    const kinesisRecords = (await channels.records(STREAM)).map(({ data, sequenceNumber }) => ({
      kinesis: { data, sequenceNumber },
    }));
    const broker = await import('./event-broker');
    const routed = await broker.handler({ Records: kinesisRecords } as KinesisStreamEvent);
    expect(routed).toEqual({ batchItemFailures: [] });

    const messages = channels.takeMessages();
    expect(messages).toHaveLength(1);
    const projector = await import('./iam/projector');
    const projected = await projector.handler({ Records: messages } as SQSEvent, invocation);
    expect(projected).toEqual({ batchItemFailures: [] });

    const queries = await import('./iam/queries');
    const found = await queries.handler(apiEvent('GET', `/users/${id}`, { query: 'minVersion=1', ...admin }));
    expect(found.statusCode).toBe(200);
    expect(bodyOf(found)).toEqual({
      id,
      version: 1,
      email: 'ann@example.com',
      firstName: '',
      lastName: '',
      disabled: false,
    });
  });

  it('answer a repeat with what the first request was told, and tell what happened', async () => {
    const bob = randomUUID();
    const commands = await import('./iam/commands');
    const headers = { 'idempotency-key': randomUUID() };
    const register = (email: string): Promise<APIGatewayProxyStructuredResultV2> =>
      commands.handler(apiEvent('POST', '/users', { ...json({ id: bob, email }, headers), ...admin }));
    for (const email of ['bob@example.com', 'bob@example.com']) {
      expect(await register(email).then(bodyOf)).toEqual({ id: bob, version: 1 });
    }
    expect(await register('eve@example.com').then(bodyOf)).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });

    const queries = await import('./iam/queries');
    const events = await queries.handler(apiEvent('GET', `/users/${bob}/events`, admin));
    expect(bodyOf(events)).toMatchObject({ items: [{ version: 1, type: 'iam/user/registered' }] });
    const asItWas = await queries.handler(apiEvent('GET', `/users/${bob}`, { query: 'at=1', ...admin }));
    expect(bodyOf(asItWas)).toMatchObject({ id: bob, version: 1, email: 'bob@example.com' });
    expect(asItWas.headers).toMatchObject({ etag: '"1"' });
  });

  it('park the records that they cannot read, or leave them to the dead-letter queue of their own', async () => {
    const broken = { dynamodb: { NewImage: {}, SequenceNumber: '7' }, eventName: 'INSERT' };
    const adaptor = await import('./dynamo-kinesis-adaptor');
    await expect(adaptor.handler({ Records: [broken] } as unknown as DynamoDBStreamEvent)).resolves.toEqual({
      batchItemFailures: [],
    });
    const broker = await import('./event-broker');
    const kinesis = { data: 'bm8gSlNPTg==', sequenceNumber: '8' };
    await expect(broker.handler({ Records: [{ kinesis }] } as KinesisStreamEvent)).resolves.toEqual({
      batchItemFailures: [],
    });
    expect(channels.takeMessages().map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { function: 'DynamoKinesisAdaptor', record: JSON.stringify(broken) },
      { function: 'EventBroker', record: JSON.stringify({ kinesis }) },
    ]);
    const projector = await import('./iam/projector');
    await expect(
      projector.handler({ Records: [{ messageId: '9', body: '{}' }] } as SQSEvent, invocation),
    ).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: '9' }],
    });
  });

  it('carry on past an aggregate that nobody follows', async () => {
    const commit = { stream: 'iam/role#1', version: 1, commitId: '1', events: [] };
    const data = Buffer.from(JSON.stringify({ commit })).toString('base64');
    const broker = await import('./event-broker');
    const routed = await broker.handler({
      Records: [{ kinesis: { data, sequenceNumber: '1' } }],
    } as KinesisStreamEvent);
    expect(routed).toEqual({ batchItemFailures: [] });
    expect(channels.takeMessages()).toEqual([]);
  });
});
