import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { localClientConfig } from './services/provision/client-config';
import { startRuntime, type Runtime } from './runtime';
import { collectingLog, type CollectingLog } from '../test/support/local/collecting-log';
import { buildFolder } from '../test/support/local/build-folder';
import { eventually } from '../test/support/local/eventually';

describe('startRuntime', () => {
  let runtime: Runtime;
  let log: CollectingLog;
  const folder = buildFolder();

  beforeAll(async () => {
    log = collectingLog();
    runtime = await startRuntime({
      template: 'local/fixtures/pipeline.template.yaml',
      parameters: { Greeting: 'welcome' },
      buildDirectory: folder.path,
      environment: process.env,
      log,
    });
  });

  afterAll(async () => {
    await runtime.stop();
    folder.remove();
  });

  const put = (id: string, text: string): Promise<Response> =>
    fetch(`${runtime.url}/items/${id}`, {
      method: 'PUT',
      body: text,
      headers: { 'content-type': 'text/plain' },
    });

  const consumed = (): { id: string; text: string }[] =>
    log.outputs('Consume').flatMap((line) => {
      const json = /^consumed (.*)$/.exec(line)?.[1];
      return json === undefined ? [] : [JSON.parse(json) as { id: string; text: string }];
    });

  const page = async (name: string): Promise<unknown> =>
    (await fetch(`${runtime.url}/_local/${name}`)).json();

  it('answers HTTP requests with the environment of the template', async () => {
    const response = await put('a', 'one');

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ id: 'a', greeting: 'welcome' });
  });

  it("answers at the routes of the API's own document", async () => {
    const response = await fetch(`${runtime.url}/things/c`, { method: 'PUT', body: 'three' });

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ id: 'c', greeting: 'welcome' });
  });

  it('drives what was written through table stream, Kinesis and queue', async () => {
    await put('b', 'two');

    await eventually(() => {
      expect(consumed()).toContainEqual({ id: 'b', text: 'two' });
    });
  });

  it('keeps the order of one item all the way', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    for (const text of texts) await put('ordered', text);

    await eventually(() => {
      const received = consumed().filter(({ id }) => id === 'ordered');
      expect(received.map(({ text }) => text)).toEqual(texts);
    });
  });

  it('gives a poison record up to the failure destination and goes on with the others', async () => {
    await Promise.all([put('before', 'fine'), put('bad', 'poison'), put('after', 'fine')]);

    await eventually(() => {
      expect(consumed().map(({ id }) => id)).toEqual(expect.arrayContaining(['before', 'after']));
    });
    const body = await eventually(async () => {
      const s3 = new S3Client({ ...localClientConfig(runtime.endpoints.s3), forcePathStyle: true });
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'givenup' }));
      expect(Contents).toHaveLength(1);
      const Key = Contents[0]?.Key ?? '';
      expect(Key).toMatch(/^aws\/lambda\/[\da-f-]{36}\/[^/]+\/\d{4}\/\d\d\/\d\d\/[\dT.-]+-[\da-f-]{36}$/);
      const object = await s3.send(new GetObjectCommand({ Bucket: 'givenup', Key }));
      s3.destroy();
      return JSON.parse((await object.Body?.transformToString()) ?? '') as Record<string, unknown>;
    });
    expect(body).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      responseContext: { functionError: 'Unhandled' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(JSON.parse(String(body.payload))).toMatchObject({
      Records: [
        {
          eventName: 'INSERT',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: { NewImage: { text: { S: 'poison' } } },
        },
      ],
    });
    expect(log.lines.join('\n')).toContain('ItemsMapping: 1 record(s) given up (RetryAttemptsExhausted)');
  });

  it('leaves a refused message in the queue until it goes to the dead-letter queue', async () => {
    await put('refused', 'refuse');

    await eventually(async () => {
      expect(await page('queues')).toMatchObject([
        { queue: 'Work', visible: 0, inFlight: 0, deadLetterQueue: 'WorkDead' },
        { queue: 'WorkDead', visible: 1, deadLetterQueueOf: ['Work'] },
      ]);
    });
  });

  it('shows functions, streams, tables and a list of pages', async () => {
    expect(await page('')).toEqual({ pages: expect.arrayContaining(['/_local/functions']) as unknown });
    expect(await page('functions')).toEqual(
      expect.arrayContaining([expect.objectContaining({ function: 'Put', errors: 0, inFlight: 0 })]),
    );
    expect(await page('tables')).toEqual({ Items: 'Items' });
    expect(await page('streams')).toMatchObject([
      { mapping: 'ItemsMapping', function: 'Forward', shards: [{ pending: 0, discardedRecords: 1 }] },
      { mapping: 'EventsMapping', function: 'Route', shards: [{ pending: 0, discardedRecords: 0 }] },
    ]);
  });

  it('answers 404 for other routes and its own unknown pages', async () => {
    expect((await fetch(`${runtime.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${runtime.url}/_local/nothing`)).status).toBe(404);
  });
});
