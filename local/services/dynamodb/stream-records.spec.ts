import { join } from 'node:path';
import { closeClients } from '../../../test/support/local/clients';
import { DynamoDbUnderTest } from '../../../test/support/local/dynamodb-under-test';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { prepareStreamRecords, withDatabase } from './stream-records';

const DAY = 24 * 60 * 60;
const now = (): number => Math.floor(Date.now() / 1000);

const INSERT = `INSERT INTO _stream_records
  (table_name, event_name, keys_json, new_image, sequence_number, shard_id, created_at)
  SELECT 'Log', 'INSERT', '{}', '{}', CAST(value AS TEXT), 'shardId-00000001-Log', ? FROM generate_numbers`;

/** As many records as that, numbered on from the newest one, written by dynoxide's rules while it is stopped. */
async function addRecords(file: string, count: number, createdAt: number): Promise<void> {
  await withDatabase(file, (database) => {
    const [newest] = database.all(
      'SELECT MAX(CAST(sequence_number AS INTEGER)) AS number FROM _stream_records',
    );
    const first = Number(newest?.number ?? 0) + 1;
    database.run(
      `WITH RECURSIVE generate_numbers(value) AS
         (SELECT ${first} UNION ALL SELECT value + 1 FROM generate_numbers WHERE value < ${first + count - 1})
       ${INSERT}`,
      [createdAt],
    );
  });
}

async function sequenceNumbers(file: string): Promise<number[]> {
  return withDatabase(file, (database) =>
    database
      .all('SELECT sequence_number FROM _stream_records ORDER BY id')
      .map((row) => Number(row.sequence_number)),
  );
}

/** Milliseconds that a put takes, the SDK included. */
async function medianWrite(folder: string, stream: string): Promise<number> {
  const dynamodb = await DynamoDbUnderTest.start(folder);
  const times: number[] = [];
  for (let version = 1; version <= 100; version += 1) {
    const begin = performance.now();
    await dynamodb.put(version, stream);
    times.push(performance.now() - begin);
  }
  await dynamodb.service.stop();
  return times.sort((a, b) => a - b)[50] ?? Infinity;
}

/** A database with the table `Log`, closed, with one record of now. */
async function withLog(use: (folder: string, file: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const dynamodb = await DynamoDbUnderTest.start(folder);
    await dynamodb.createLog();
    await dynamodb.put(1);
    await dynamodb.service.stop();
    await use(folder, join(folder, 'dynamodb.sqlite'));
  });
}

describe('prepareStreamRecords', () => {
  afterAll(closeClients);

  it('makes the index that the search for the next number uses', () =>
    withLog(async (_folder, file) => {
      const plan = await withDatabase(file, (database) =>
        database.all(
          `EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1
           FROM _stream_records WHERE table_name = 'Log'`,
        ),
      );
      expect(JSON.stringify(plan)).toContain('USING COVERING INDEX foldline_stream_records_by_sequence');
    }));

  it('keeps writes as fast after 40,000 stream records as after one', () =>
    withLog(async (folder, file) => {
      const few = await medianWrite(folder, 'few');
      await addRecords(file, 40_000, now());
      const many = await medianWrite(folder, 'many');
      // Without the index the second figure is more than eight times the first.
      expect(many).toBeLessThan(few * 3 + 2);
    }));

  it('drops records older than a day, and no others', () =>
    withLog(async (_folder, file) => {
      await addRecords(file, 3, now() - DAY - 60);
      await addRecords(file, 2, now() - DAY + 60);
      await prepareStreamRecords(file);
      expect(await sequenceNumbers(file)).toEqual([1, 5, 6]);
    }));

  it('keeps the newest record of a table, so that numbers go on rising', () =>
    withLog(async (folder, file) => {
      await addRecords(file, 3, now() - 2 * DAY);
      await prepareStreamRecords(file, Date.now() + 3 * DAY * 1000);
      expect(await sequenceNumbers(file)).toEqual([4]);

      const dynamodb = await DynamoDbUnderTest.start(folder);
      await dynamodb.put(2);
      await dynamodb.service.stop();
      expect((await sequenceNumbers(file)).at(-1)).toBe(5);
    }));

  it('warns of a database of another form and leaves it as it is', () =>
    withLog(async (_folder, file) => {
      await withDatabase(file, (database) => {
        database.exec('DROP TABLE _stream_records');
      });
      const warnings: string[] = [];
      await prepareStreamRecords(file, Date.now(), (message) => warnings.push(message));
      expect(warnings).toEqual([expect.stringContaining('unknown form')]);
    }));
});
