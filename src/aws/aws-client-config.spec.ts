import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { answering, FaultyService, never, type Answer } from '../../test/support/faulty-service';
import { setEnvironment } from '../../test/support/process-environment';
import { localClientConfig } from '../../local/services/provision/client-config';
import { awsClientConfig } from './aws-client-config';
import { dynamoClient } from './dynamo-client';
import { kinesisClient } from './kinesis-channel';
import { sqsClient } from './sqs-channel';

/** Far more than any wait here takes, and far less than one for ever. */
const GENEROUS = 20_000;

describe('awsClientConfig', () => {
  const limits = { connection: 300, request: 300 };
  const item = { Item: { id: { S: '1' } } };
  const read = new GetItemCommand({ TableName: 'Table', Key: { id: { S: '1' } } });
  let service: FaultyService;
  let client: DynamoDBClient;

  const serve = async (answer: Answer): Promise<void> => {
    service = await FaultyService.start(answer);
    client = new DynamoDBClient({ ...localClientConfig(service.endpoint), ...awsClientConfig(limits) });
  };

  afterEach(async () => {
    client.destroy();
    await service.stop();
  });

  it('gives up on a service that accepts and never answers, after three attempts', async () => {
    await serve(never);
    await expect(client.send(read)).rejects.toMatchObject({
      name: 'TimeoutError',
      $metadata: { attempts: 3 },
    });
    expect(service.requests).toBe(3);
  });

  it('gives up on one that refuses', async () => {
    await serve(never);
    await service.stop();
    // By its message: under jest the SDK wraps an error of Node, which is of another realm.
    await expect(client.send(read)).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED') as string,
      $metadata: { attempts: 3 },
    });
  });

  it('asks again when the answer takes longer than the limit', async () => {
    await serve((response, attempt) => {
      if (attempt > 1) answering(item)(response, attempt);
    });
    await expect(client.send(read)).resolves.toMatchObject({ ...item, $metadata: { attempts: 2 } });
    expect(service.requests).toBe(2);
  });

  it('gives up on one whose every answer comes too late', async () => {
    const late: NodeJS.Timeout[] = [];
    await serve((response, attempt) => {
      late.push(setTimeout(answering(item), 3 * limits.request, response, attempt));
    });
    await expect(client.send(read)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(service.requests).toBe(3);
    late.forEach(clearTimeout);
  });

  it('asks again when an answer stops half-way', async () => {
    await serve((response, attempt) => {
      if (attempt > 1) answering(item)(response, attempt);
      else response.writeHead(200, { 'content-length': '100' }).write('{"Item":');
    });
    await expect(client.send(read)).resolves.toMatchObject(item);
    expect(service.requests).toBe(2);
  });

  it('asks again when the service says that the fault is its own', async () => {
    await serve((response, attempt) => {
      const answer = attempt > 1 ? answering(item) : answering({ __type: 'InternalServerError' }, 500);
      answer(response, attempt);
    });
    await expect(client.send(read)).resolves.toMatchObject(item);
  });

  it('keeps its connection from one request to the next', async () => {
    await serve(answering(item));
    for (let request = 0; request < 5; request += 1) await client.send(read);
    expect(service).toMatchObject({ requests: 5, connections: 1 });
  });
});

describe('the clients of the functions', () => {
  it('all end with an error when a service never answers', async () => {
    const silent = await FaultyService.start(never);
    const restore = setEnvironment({ AWS_ENDPOINT_URL: silent.endpoint });
    const [dynamo, kinesis, sqs] = [dynamoClient(), kinesisClient(), sqsClient()];
    const begun = Date.now();
    const ends = await Promise.all(
      [
        dynamo.send(new GetItemCommand({ TableName: 'Table', Key: { id: { S: '1' } } })),
        kinesis.send(new PutRecordsCommand({ StreamName: 'Events', Records: [] })),
        sqs.send(new SendMessageBatchCommand({ QueueUrl: `${silent.endpoint}/0/Queue.fifo`, Entries: [] })),
      ].map((request) =>
        request.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    expect(ends).toMatchObject(Array.from({ length: 3 }, () => ({ name: 'TimeoutError' })));
    expect(silent.requests).toBe(9);
    expect(Date.now() - begun).toBeLessThan(GENEROUS);
    for (const client of [dynamo, kinesis, sqs]) client.destroy();
    restore();
    await silent.stop();
  });
});
