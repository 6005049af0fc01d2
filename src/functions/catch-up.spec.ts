import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { startFauxqs } from '../../local/services/fauxqs/start-fauxqs';
import type { LocalService } from '../../local/services/local-service';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { all } from '../../test/support/commit-of';
import { apiEvent, json } from '../../test/support/http/api-event';
import { closeClients, sqsClient } from '../../test/support/local/clients';
import { setEnvironment } from '../../test/support/process-environment';
import { uuidOf } from '../../test/support/uuid-of';
import { DynamoEventStore } from '../aws/dynamo-event-store';
import { processesTable } from '../eventsourcing/consuming/process-store';
import { messageOf } from '../eventsourcing/consuming/delivery/channel';
import type { Commit } from '../eventsourcing/log/commit';

const PROCESS = 'iam/remove-role-from-users-when-role-disabled';
const [USER, ROLE] = [uuidOf(1), uuidOf(2)];
const [userStream, roleStream] = [`iam/user#${USER}`, `iam/role#${ROLE}`];
const admin = { roles: ['admin'] };
const invocation = { getRemainingTimeInMillis: (): number => 9_000 };

/** Lambda's synchronous calls, answered by what `invoke` gives or throws. */
async function serveLambda(invoke: (name: string, payload: string) => Promise<unknown>): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = request.url?.split('/')[3] ?? '';
      invoke(name, Buffer.concat(chunks).toString()).then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => {
          response.setHeader('x-amz-function-error', 'Unhandled');
          response.end(JSON.stringify({ errorType: 'Error', errorMessage: String(error) }));
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The functions of processes and catch-up, each given what the other left, as AWS would hand it over. */
describe('a process in its function', () => {
  let dynamo: DynamoUnderTest;
  let fauxqs: LocalService;
  let lambda: Server;
  let sqs: SQSClient;
  let log: DynamoEventStore;
  let queueUrl: string;
  let processesName: string;
  let restore: () => void;
  const asked: string[] = [];

  beforeAll(async () => {
    [dynamo, fauxqs] = await Promise.all([DynamoUnderTest.start(), startFauxqs('127.0.0.1')]);
    const logOf = await dynamo.newLog();
    log = new DynamoEventStore(dynamo.client, logOf);
    processesName = (await dynamo.newTables(processesTable('IamProcessesTable')))('IamProcessesTable');
    sqs = sqsClient(fauxqs.endpoint);
    const created = await sqs.send(new CreateQueueCommand({ QueueName: 'CatchUpQueue' }));
    queueUrl = created.QueueUrl ?? '';
    lambda = await serveLambda(async (name, payload) => {
      asked.push(`${name} ${payload}`);
      const processes = await import('./iam/processes');
      return processes.handler(JSON.parse(payload) as SQSEvent, invocation);
    });
    restore = setEnvironment({
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_SQS: fauxqs.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
      EVENT_LOG_TABLE: logOf('EventLogTable'),
      UNIQUE_VALUES_TABLE: logOf('UniqueValuesTable'),
      IDEMPOTENCY_TABLE: logOf('IdempotencyTable'),
      IAM_PROCESSES_TABLE: processesName,
      IAM_PROCESSES: 'stack-IamProcesses-1',
      CATCH_UP_QUEUE: queueUrl,
      CATCH_UP_DEAD_LETTER_QUEUE: queueUrl,
      CATCH_UP_FOR_SECONDS: '86400',
    });
    const { handler } = await import('./iam/commands');
    for (const event of [
      apiEvent('POST', '/users', { ...json({ id: USER, email: 'ann@example.com' }), ...admin }),
      apiEvent('POST', '/roles', { ...json({ id: ROLE, name: 'auditor' }), ...admin }),
      apiEvent('POST', `/users/${USER}/roles`, { ...json({ roleId: ROLE }), ...admin }),
      apiEvent('PUT', `/roles/${ROLE}/disable`, admin),
    ]) {
      expect(await handler(event)).toMatchObject({ statusCode: 202 });
    }
  });

  afterAll(async () => {
    restore();
    closeClients();
    lambda.close();
    await Promise.all([dynamo.stop(), fauxqs.stop()]);
  });

  async function take(commits: readonly Commit[]): Promise<unknown> {
    const Records = commits.map((commit, index) => ({
      messageId: String(index),
      body: messageOf({ commit }).body,
    }));
    const { handler } = await import('./iam/processes');
    return handler({ Records } as SQSEvent, invocation);
  }

  async function received(): Promise<readonly Message[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages;
  }

  async function answer(messages: readonly Message[]): Promise<unknown> {
    const Records = messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
    }));
    const { handler } = await import('./catch-up');
    return handler({ Records } as SQSEvent);
  }

  it('is rung when its table fails, asked again after a pause, and reacts when the table is back', async () => {
    setEnvironment({ IAM_PROCESSES_TABLE: 'no-such-table' });
    await expect(take(await all(log.read(roleStream)))).resolves.toEqual({ batchItemFailures: [] });
    const messages = await received();
    expect(messages.map(({ Body = '' }) => JSON.parse(Body) as unknown)).toMatchObject([
      { function: 'IamProcesses', consumer: PROCESS, stream: roleStream },
    ]);
    await expect(answer(messages)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: messages[0]?.MessageId }],
    });

    setEnvironment({ IAM_PROCESSES_TABLE: processesName });
    await expect(answer(messages)).resolves.toEqual({ batchItemFailures: [] });
    const payload = JSON.stringify({ doorbell: { consumer: PROCESS, stream: roleStream } });
    expect(asked).toEqual([`stack-IamProcesses-1 ${payload}`, `stack-IamProcesses-1 ${payload}`]);
  });

  it('removes the role from the user as soon as it hears of both, in the name of the process', async () => {
    await expect(take(await all(log.read(userStream)))).resolves.toEqual({ batchItemFailures: [] });
    const commits = await all(log.read(userStream));
    const added = commits.at(-2);
    expect(commits.at(-1)).toMatchObject({
      actor: PROCESS,
      causationId: added?.commitId,
      correlationId: added?.correlationId,
      events: [{ type: 'iam/user/role-removed', data: { roleId: ROLE } }],
    });
    await take(commits);
    await expect(all(log.read(userStream))).resolves.toHaveLength(commits.length);
  });

  it('answers a doorbell with how far it stands', async () => {
    const { handler } = await import('./iam/processes');
    const doorbell = { consumer: PROCESS, stream: userStream };
    await expect(handler({ doorbell }, invocation)).resolves.toEqual({
      from: 3,
      version: 3,
      isFinished: true,
    });
  });
});
