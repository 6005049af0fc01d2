import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { emptied, filled, labelled } from '../../../../test/support/box/box.events';
import { ItemsTally, itemCountsTable } from '../../../../test/support/box/box.tally';
import { commitOf } from '../../../../test/support/commit-of';
import { DynamoUnderTest } from '../../../../test/support/dynamo-under-test';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../../test/support/memory/memory-event-store';
import { DynamoReadTables } from '../../../../src/aws/dynamo-read-tables';
import { DynamoTallyStore } from '../../../../src/aws/dynamo-tally-store';
import type { TableNames } from '../../../../src/aws/table-names';
import type { Consumers } from '../../../../src/eventsourcing/consuming/consumers';
import type { Tally } from '../../../../src/eventsourcing/consuming/tally';
import { TallyConsumer } from '../../../../src/eventsourcing/consuming/tally-consumer';
import { shareKey, sumKey } from '../../../../src/eventsourcing/reading/tally-table';
import { sumOf } from '../../../../src/eventsourcing/reading/tally-sum';
import type { ConsumerEntry } from '../../catalogue';
import { Progress } from '../../progress';
import { DynamoStoredRows } from '../dynamo-stored-rows';
import { describeTallyDifference } from './describe-tally';
import { TallyMending } from './mend-tally';
import { TallyRows } from './tally-rows';
import { TallyVerification, type TallyDifference } from './tally-verification';

const PART = 3;
const share = {
  ...shareKey('one'),
  version: 4,
  revision: 1,
  writes: 1,
  counted: [
    ['doll', 1],
    ['ball', 2],
  ],
};

/** What is stored instead, and the kinds of what is found. */
const damages: readonly [string, object, readonly string[]][] = [
  [
    'a count too high',
    {
      ...share,
      counted: [
        ['doll', 2],
        ['ball', 2],
      ],
    },
    ['wrong', 'sum-wrong'],
  ],
  ['a counter too many', { ...share, counted: [...share.counted, ['car', 1]] }, ['wrong', 'sum-wrong']],
  ['a counter too few', { ...share, counted: [['doll', 1]] }, ['wrong', 'sum-wrong']],
  ['no counters', { ...share, counted: undefined }, ['unversioned', 'sum-wrong', 'sum-wrong']],
  ['counters that are none', { ...share, counted: ['doll'] }, ['unversioned', 'sum-wrong', 'sum-wrong']],
  ['no number of writes', { ...share, writes: undefined }, ['unversioned', 'sum-wrong', 'sum-wrong']],
  ['a version beyond the log', { ...share, version: 9 }, ['ahead']],
  ['a version in the middle of a commit', { ...share, version: 2 }, ['unversioned']],
  ['a version that is behind', { ...share, version: 1 }, ['wrong']],
  ['a part of it only', { ...share, isPartial: true }, ['late']],
  ['an older revision', { ...share, revision: 0 }, ['outdated']],
  ['the share of no stream', { ...share, ...shareKey('nobody') }, ['orphan', 'sum-wrong', 'sum-wrong']],
  ['a sum that is wrong', { ...sumKey('doll', PART), total: 5 }, ['sum-wrong']],
  ['a sum of what nobody adds', { ...sumKey('cat', 0), total: 1 }, ['sum-wrong']],
  ['a sum that is text', { ...sumKey('doll', PART), total: '1' }, ['no-number', 'sum-wrong']],
  ['a part that nobody reads', { ...sumKey('doll', 77), total: 1 }, ['stranger']],
  ['a row of something else', { counter: 'doll', part: 'x' }, ['stranger']],
];

describe('verification of a tally', () => {
  let dynamo: DynamoUnderTest;
  let nameOf: TableNames;
  let log: MemoryEventStore;
  let consumers: Consumers;
  let rows: TallyRows;
  const tally = new ItemsTally() as unknown as Tally;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
  });
  afterAll(async () => {
    await dynamo.stop();
  });

  beforeEach(async () => {
    nameOf = await dynamo.newTables(itemCountsTable);
    log = new MemoryEventStore();
    const store = new DynamoTallyStore(dynamo.client, nameOf, PART);
    consumers = consumersOf([new TallyConsumer(tally, store)], { log, doorbells: new MemoryDoorbells() });
    rows = new TallyRows(dynamo.client, nameOf, itemCountsTable);
    // A commit of two events: version 2 is none that a share may have.
    for (const commit of [
      commitOf('shop/box#one', 1, filled('car', 'doll', 'ball')),
      commitOf('shop/box#one', 2, filled('ball'), emptied('car')),
      commitOf('shop/box#one', 4, labelled('toys')),
      commitOf('shop/box#other', 1, filled('ball')),
      commitOf('shop/box#empty', 1, labelled('nothing')),
    ])
      await log.append(commit);
    for (const id of ['one', 'other']) await ring(`shop/box#${id}`);
  });

  const ring = (stream: string): Promise<unknown> =>
    consumers.catchUp({ consumer: 'shop/items-in-boxes', stream }, NO_HURRY);
  const put = async (row: object): Promise<void> => {
    const Item = marshall(row, { removeUndefinedValues: true });
    await dynamo.client.send(new PutItemCommand({ TableName: nameOf(itemCountsTable.name), Item }));
  };
  const sums = async (): Promise<Record<string, number>> => {
    const reader = new DynamoReadTables(dynamo.client, nameOf);
    const counters = ['car', 'doll', 'ball', 'cat'];
    const all = await Promise.all(
      counters.map((each) => sumOf(reader, itemCountsTable, each, { consistent: true })),
    );
    return Object.fromEntries(counters.map((each, index) => [each, all[index] ?? NaN]));
  };

  /** @param mend what is done with each difference */
  const verify = async (
    mend: (difference: TallyDifference) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<{ kinds: string[]; lines: string[] }> => {
    const found: TallyDifference[] = [];
    const verified = await new TallyVerification(
      {
        ...{ tally, log, rows, directory: log.ports.directory },
        stored: new DynamoStoredRows(dynamo.client, nameOf),
        progress: new Progress('verifying', { write: () => true }),
      },
      { rate: 10_000, patience: 0, signal: new AbortController().signal },
      async (difference) => {
        found.push(difference);
        await mend(difference);
      },
    ).run();
    expect(verified).toMatchObject({ streams: 3, differences: found.length, restless: 0 });
    return {
      kinds: found.map(({ kind }) => kind),
      lines: found.map((each) => describeTallyDifference(each, itemCountsTable.name, false)),
    };
  };

  it('finds nothing where nothing is wrong', async () => {
    await expect(verify()).resolves.toEqual({ kinds: [], lines: [] });
    expect(await sums()).toEqual({ car: 0, doll: 1, ball: 3, cat: 0 });
  });

  it('finds what was not counted yet', async () => {
    await log.append(commitOf('shop/box#empty', 2, filled('car')));
    expect((await verify()).kinds).toEqual(['missing']);
    await log.append(commitOf('shop/box#other', 2, filled('car')));
    expect((await verify()).kinds.sort()).toEqual(['late', 'missing']);
  });

  it.each(damages)('finds and mends %s', async (_, row, kinds) => {
    await put(row);
    const { kinds: found, lines } = await verify();
    // A sum that is no number counts for 0.
    expect(found.sort()).toEqual([...kinds].sort());
    expect(lines.join()).not.toMatch(/doll|ball|car|cat/u);
    const entry = { name: tally.name } as ConsumerEntry;
    const bell = {
      ring: async (__: unknown, [stream = '']: readonly string[]) => {
        await ring(stream);
      },
    };
    const mending = new TallyMending(entry, rows, bell);
    for (let round = 0; round < 4; round += 1) {
      if ((await verify((difference) => mending.mend(difference))).kinds.length === 0) break;
    }
    expect((await verify()).kinds).toEqual([]);
    expect(await sums()).toEqual({ car: 0, doll: 1, ball: 3, cat: 0 });
  });

  it('judges the sums rightly while they change', async () => {
    await put({ ...sumKey('doll', 0), total: 7 });
    let version = 1;
    const over = new AbortController();
    const writing = (async () => {
      while (!over.signal.aborted) {
        version += 1;
        await log.append(commitOf('shop/box#other', version, filled('ball')));
        await ring('shop/box#other');
      }
    })();
    const found: TallyDifference[] = [];
    const { restless } = await new TallyVerification(
      {
        ...{ tally, log, rows, directory: log.ports.directory },
        stored: new DynamoStoredRows(dynamo.client, nameOf),
        progress: new Progress('verifying', { write: () => true }),
      },
      { rate: 10_000, patience: 10_000, signal: new AbortController().signal },
      (difference) => {
        found.push(difference);
        return Promise.resolve();
      },
    ).run();
    over.abort();
    await writing;
    expect(found).toEqual([{ kind: 'sum-wrong', counter: 'doll', lack: -7 }]);
    expect(restless).toBeLessThanOrEqual(1);
    expect(version).toBeGreaterThan(2);
  });
});
