import { randomUUID } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { RecordingLogger } from '../../test/support/memory/recording-logger';
import { sealed } from '../../test/support/box/box.events';
import { all, commitOf, newStream } from '../../test/support/commit-of';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { Meter } from '../../test/support/metering/meter';
import type { StoreMark } from '../eventsourcing/writing/remembered-state';
import type { LoadedStream } from '../eventsourcing/writing/event-store';
import { DynamoEventStore } from './dynamo-event-store';
import type { TableNames } from './table-names';

describe('Loading from DynamoDB', () => {
  let dynamo: DynamoUnderTest;
  let tables: TableNames;
  let meter: Meter;
  let logger: RecordingLogger;
  let store: DynamoEventStore;
  let stream: string;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
    tables = await dynamo.newLog();
    meter = new Meter(dynamo.client);
  });

  beforeEach(() => {
    logger = new RecordingLogger();
    store = new DynamoEventStore(dynamo.client, tables, { logger });
    stream = newStream();
  });

  afterAll(async () => {
    await dynamo.stop();
  });

  /** @returns the version of the newest snapshot, as the store's marks are */
  const grow = async (count: number, padding = ''): Promise<number> => {
    let mark: StoreMark | undefined;
    for (let version = 1; version <= count; version += 1) {
      const snapshot = { state: JSON.stringify({ version, padding }), fold: '1-a', mark };
      const result = await store.append(commitOf(stream, version, sealed), { snapshot });
      if (result.outcome === 'appended') ({ mark } = result);
    }
    return Number(mark);
  };
  const damage = async (version: number): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tables('EventLogTable'),
      Key: { stream: { S: stream }, version: { N: String(version) } },
      UpdateExpression: 'SET #snapshot = :nothing',
      ExpressionAttributeNames: { '#snapshot': 'snapshot' },
      ExpressionAttributeValues: { ':nothing': { B: Buffer.from('no snapshot') } },
    });
    await dynamo.client.send(update);
  };
  const summary = async ({ snapshot, commits }: LoadedStream): Promise<unknown> => ({
    from: snapshot?.version ?? 0,
    tail: (await all(commits)).map(({ version }) => version),
  });
  const load = async (): Promise<unknown> => summary(await store.load(stream, '1-a'));
  /** Text that no compression makes small. */
  const noise = (): string => Array.from({ length: 90 }, () => randomUUID()).join('');

  it('takes one request and one read unit where snapshots fit into the slack', async () => {
    await grow(200);
    meter.take();
    await expect(load()).resolves.toEqual({ from: 198, tail: [199, 200] });
    expect(meter.take()).toMatchObject({ requests: 1, readUnits: 1 });
  });

  it('takes two requests where they do not, however far back the newest is', async () => {
    store = new DynamoEventStore(dynamo.client, tables, { forcedEvery: 20 });
    const snapshotAt = await grow(59, noise());
    expect(59 - snapshotAt).toBeGreaterThan(10);
    meter.take();
    await expect(load()).resolves.toMatchObject({ from: snapshotAt });
    expect(meter.take().requests).toBe(2);
  });

  it('takes one request for a short stream without any', async () => {
    for (const version of [1, 2, 3, 4]) await store.append(commitOf(stream, version, sealed));
    meter.take();
    await expect(load()).resolves.toEqual({ from: 0, tail: [1, 2, 3, 4] });
    expect(meter.take().requests).toBe(1);
  });

  it('goes back to the beginning when the newest is damaged, says so, and has a new one written', async () => {
    const snapshotAt = await grow(28, noise());
    expect(28 - snapshotAt).toBeGreaterThan(3);
    await damage(snapshotAt);
    await expect(load()).resolves.toEqual({
      from: 0,
      tail: Array.from({ length: 28 }, (_, index) => index + 1),
    });
    expect(logger.entries).toEqual([
      { level: 'warn', message: 'snapshot is damaged', fields: { stream, version: snapshotAt } },
    ]);
    await expect(store.load(stream, '1-a')).resolves.toMatchObject({ mark: 0 });
  });
});
