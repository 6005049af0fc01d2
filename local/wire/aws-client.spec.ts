import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsCallError, AwsClient, kinesisService, sqsService } from './aws-client';

const never = new AbortController().signal;

describe('AwsClient', () => {
  let server: Server;
  let client: AwsClient;
  let requests: IncomingMessage[];
  let answer: { status: number; body: string };

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (answer.body === 'hang') return;
        response.writeHead(answer.status).end(answer.body === 'echo' ? body : answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(() => {
    requests = [];
    answer = { status: 200, body: 'echo' };
    client = new AwsClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, sqsService);
  });

  afterEach(() => {
    client.close();
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("speaks AWS's JSON protocol", async () => {
    expect(await client.call('SendMessage', { Body: 'é' }, never)).toEqual({ Body: 'é' });
    expect(requests[0]).toMatchObject({ method: 'POST', url: '/' });
    expect(requests[0]?.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.SendMessage',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/sqs\/aws4_request, /,
      ) as unknown,
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/) as unknown,
    });
  });

  it('addresses other services in their own way', async () => {
    const kinesis = new AwsClient(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      kinesisService,
    );
    await kinesis.call('GetRecords', {}, never);
    kinesis.close();

    expect(requests[0]?.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Kinesis_20131202.GetRecords',
    });
  });

  it('keeps its connection', async () => {
    await client.call('A', {}, never);
    await client.call('B', {}, never);

    expect(requests[0]?.socket).toBe(requests[1]?.socket);
  });

  it('takes an empty answer for one without members', async () => {
    answer = { status: 200, body: '' };

    expect(await client.call('DeleteMessage', {}, never)).toEqual({});
  });

  it.each([
    [
      '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no such queue"}',
      'QueueDoesNotExist',
      'no such queue',
    ],
    ['{"__type":"Throttled","Message":"slow down"}', 'Throttled', 'slow down'],
    ['{}', 'HTTP 400', ''],
    ['<html>', 'HTTP 400', '<html>'],
  ])('throws what is refused by %s', async (body, code, message) => {
    answer = { status: 400, body };
    const error = await client.call('ReceiveMessage', {}, never).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(AwsCallError);
    expect(error).toMatchObject({ code, message: `ReceiveMessage failed: ${code}: ${message}` });
  });

  it('ends a call when the signal aborts', async () => {
    answer = { status: 200, body: 'hang' };
    const stopping = new AbortController();
    const call = client.call('ReceiveMessage', {}, stopping.signal);
    stopping.abort();

    await expect(call).rejects.toThrow('aborted');
  });

  it('fails when nothing listens', async () => {
    const nobody = new AwsClient('http://127.0.0.1:1', sqsService);

    await expect(nobody.call('A', {}, never)).rejects.toThrow('ECONNREFUSED');
  });
});
