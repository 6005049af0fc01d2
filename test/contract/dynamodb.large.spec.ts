import { randomUUID } from 'node:crypto';
import { itemSize, LARGEST_ITEM, toItem } from '../../src/aws/commit-item';
import type { TableNames } from '../../src/aws/table-names';
import type { EventStore, WritingPorts } from '../../src/eventsourcing/writing/event-store';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { Box } from '../support/box/box';
import { labelled } from '../support/box/box.events';
import { all, commitOf, context, newStream } from '../support/commit-of';
import { dynamoPorts } from '../support/dynamo-ports';
import { DynamoUnderTest } from '../support/dynamo-under-test';
import { Meter } from '../support/metering/meter';
import { NOTHING, sum, type Usage } from '../support/metering/usage';

describe('Large things in DynamoDB', () => {
  let dynamo: DynamoUnderTest;
  let tables: TableNames;
  let ports: WritingPorts;
  let store: EventStore;
  let meter: Meter;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
    tables = await dynamo.newLog();
    meter = new Meter(dynamo.client);
    ports = dynamoPorts(dynamo.client, tables);
    store = ports.events;
  });

  afterAll(async () => {
    await dynamo.stop();
  });

  it('keeps a commit of 400 KB, and refuses one more byte before it is sent', async () => {
    const empty = toItem(commitOf(newStream(), 1, labelled('')));
    const text = 'x'.repeat(LARGEST_ITEM - itemSize(empty));
    await expect(store.append(commitOf(newStream(), 1, labelled(text)))).resolves.toMatchObject({
      outcome: 'appended',
    });
    meter.take();
    await expect(store.append(commitOf(newStream(), 1, labelled(`${text}x`)))).rejects.toMatchObject({
      kind: 'too-large',
      code: 'commit-too-large',
      message: expect.stringContaining('401 KB') as string,
    });
    expect(meter.take()).toEqual(NOTHING);
  });

  it('refuses more unique values in one commit than a transaction can hold', async () => {
    const taken = Array.from({ length: 100 }, () => ({ scope: 'shop', name: 'label', value: randomUUID() }));
    const commit = commitOf(newStream(), 1, labelled('x'));
    await expect(store.append(commit, { uniqueValues: { taken, released: [] } })).rejects.toThrow(
      'takes or releases 100 unique values in one commit',
    );
  });

  it('loads a stream of 100,000 events, with and without a snapshot', async () => {
    const stream = newStream();
    const perCommit = 100;
    for (let version = 1; version <= 100_000; version += perCommit * 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const first = version + index * perCommit;
          const events = Array.from({ length: perCommit }, (__, offset) => labelled(String(first + offset)));
          return store.append(commitOf(stream, first, ...events));
        }),
      );
    }
    const boxes = new Repository(Box, () => [], ports);
    const id = stream.slice('shop/box#'.length);
    await expect(boxes.findOne(id)).resolves.toMatchObject({ version: 100_000, state: { label: '100000' } });
    await boxes.change(id, context, (box) => {
      box.fill('car');
    });
    meter.take();
    const loaded = await new Repository(Box, () => [], ports).findOne(id);
    expect(loaded).toMatchObject({ version: 100_001, state: { label: '100000', items: ['car'] } });
    const { requests, readUnits } = meter.take();
    expect(requests).toBe(1);
    expect(readUnits).toBeLessThanOrEqual(10);
  }, 120_000);

  it.each([
    ['cold', () => new Repository(Box, () => [], ports)],
    ['warm', (before?: Repository<Box>) => before ?? new Repository(Box, () => [], ports)],
  ])(
    'costs as much for the thousandth command in a row as for the first ones: %s',
    async (_, next: (before?: Repository<Box>) => Repository<Box>) => {
      const id = randomUUID();
      const costs: Usage[] = [];
      let boxes: Repository<Box> | undefined;
      for (let turn = 1; turn <= 1_000; turn += 1) {
        boxes = next(boxes);
        meter.take();
        await boxes.change(id, context, (box) => {
          box.label(`label ${turn}`);
        });
        costs.push({ ...meter.take(), bytes: 0 });
      }
      const total = (part: readonly Usage[]): Usage => part.reduce(sum, NOTHING);
      const [early, late] = [total(costs.slice(10, 110)), total(costs.slice(-100))];
      expect(late).toEqual(early);
      await expect(all(store.read(`shop/box#${id}`))).resolves.toHaveLength(1_000);
    },
    120_000,
  );
});
