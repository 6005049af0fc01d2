import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localClientConfig } from '../../local/services/provision/client-config';
import { sealed } from '../../test/support/box/box.events';
import { commitOf, commitsOf, enveloped } from '../../test/support/commit-of';
import { FaultyService, never } from '../../test/support/faulty-service';
import { RecordingLogger } from '../../test/support/memory/recording-logger';
import { OrderedDelivery } from '../eventsourcing/consuming/delivery/ordered-delivery';
import type { Commit } from '../eventsourcing/log/commit';
import { awsClientConfig } from './aws-client-config';
import { DynamoEventStore } from './dynamo-event-store';
import { DynamoIdempotencyStore } from './dynamo-idempotency-store';
import { DynamoProjectionStore } from './dynamo-projection-store';
import { DynamoRateLimits } from './dynamo-rate-limits';
import { DynamoReadTables } from './dynamo-read-tables';
import { KinesisChannel } from './kinesis-channel';
import { SqsChannel } from './sqs-channel';
import { isTransient } from './aws-calls';

describe('when AWS does not answer', () => {
  const limits = { connection: 100, request: 100 };
  const commit = commitOf('shop/box#1', 1, sealed);
  const record = { actor: 'ann', key: 'key', fingerprint: '', expiresAt: 1, answer: {} };
  const table = { name: 'BoxesTable', key: ['id'], indexes: {} };
  let silent: FaultyService;
  let config: ReturnType<typeof awsClientConfig> & ReturnType<typeof localClientConfig>;
  let client: DynamoDBClient;
  let log: DynamoEventStore;

  beforeAll(async () => {
    silent = await FaultyService.start(never);
    config = { ...localClientConfig(silent.endpoint), ...awsClientConfig(limits) };
    client = new DynamoDBClient(config);
    log = new DynamoEventStore(client, (logicalId) => logicalId);
  });

  afterAll(async () => {
    client.destroy();
    await silent.stop();
  });

  const failureOf = (request: Promise<unknown>): Promise<unknown> =>
    request.then(
      () => 'answered',
      (error: unknown) => error,
    );
  const firstOf = (commits: AsyncIterable<Commit>): Promise<unknown> =>
    commits[Symbol.asyncIterator]().next();

  it.each<[string, () => Promise<unknown>]>([
    ['an append', () => log.append(commit)],
    [
      'an append with a unique value',
      () =>
        log.append(commit, {
          uniqueValues: { taken: [{ scope: 'shop', name: 'label', value: 'a' }], released: [] },
        }),
    ],
    ['loading', () => log.load('shop/box#1', 'fold')],
    ['reading', () => firstOf(log.read('shop/box#1'))],
    [
      'finding a recorded answer',
      () => new DynamoIdempotencyStore(client, (name) => name).find('ann', 'key'),
    ],
    ['keeping an answer', () => new DynamoIdempotencyStore(client, (name) => name).keep(record as never)],
    [
      'counting a request, as a limit that lets pass what it cannot count is none',
      () => {
        const options = {
          nameOf: (name: string) => name,
          hashKey: () => Promise.resolve('key'),
          now: Date.now,
        };
        return new DynamoRateLimits(client, options).count(
          { name: 'POST /otp', subject: '203.0.113.7' },
          { requests: 1, seconds: 60 },
        );
      },
    ],
    ['a row', () => new DynamoReadTables(client, (name) => name).get(table, { id: '1' })],
    ['rows', () => new DynamoReadTables(client, (name) => name).getMany(table, [{ id: '1' }])],
    ['a list', () => new DynamoReadTables(client, (name) => name).scan(table, { limit: 1 })],
  ])('%s is refused as unavailable, with a time to come back', async (_, request) => {
    expect(await failureOf(request())).toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
      retryAfter: 1,
    });
  });

  it('a row that cannot be written counts as what passes by itself', async () => {
    const store = new DynamoProjectionStore(client, (logicalId) => logicalId);
    const row = { id: '1', version: 1 };
    const failure = await failureOf(store.write({ table, row, revision: 1, details: [] }));
    expect(isTransient(failure)).toBe(true);
  });

  it.each([
    ['Kinesis', () => new KinesisChannel(new KinesisClient(config), 'EventStream')],
    ['SQS', () => new SqsChannel(new SQSClient(config), `${silent.endpoint}/0/Queue.fifo`)],
  ])('delivery to %s names the commits that were not sent', async (_, channelOf) => {
    const logger = new RecordingLogger();
    const commits = enveloped(commitsOf('shop/box#1', 2, sealed));
    await expect(new OrderedDelivery(channelOf(), logger).deliver(commits)).resolves.toEqual(
      new Set(commits),
    );
    expect(logger.messages('warn')).toContain('delivery failed');
  });
});
