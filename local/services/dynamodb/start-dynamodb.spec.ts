import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeClients } from '../../../test/support/local/clients';
import { DynamoDbUnderTest } from '../../../test/support/local/dynamodb-under-test';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { startDynamoDb } from './start-dynamodb';
import { withDatabase } from './stream-records';

async function scratchFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^foldline-\w{6}$/.test(name));
}

describe('the local DynamoDB, by the SDK', () => {
  afterAll(closeClients);

  it('writes once, reads back, and streams what was written', async () => {
    const dynamodb = await DynamoDbUnderTest.start();
    await dynamodb.createLog();
    for (const version of [1, 2, 3]) await dynamodb.put(version);
    await expect(dynamodb.put(2)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    expect(await dynamodb.versions()).toEqual([1, 2, 3]);
    const records = await dynamodb.streamRecords();
    expect(records.map((record) => record.dynamodb?.NewImage?.version?.N)).toEqual(['1', '2', '3']);
    await dynamodb.service.stop();
  });

  it('leaves nothing behind when it has no data folder', async () => {
    const before = await scratchFolders();
    const dynamodb = await DynamoDbUnderTest.start();
    expect(await scratchFolders()).toHaveLength(before.length + 1);
    await dynamodb.service.stop();
    expect(await scratchFolders()).toEqual(before);
  });

  it('finds everything again in its data folder', () =>
    withTemporaryFolder(async (folder) => {
      const data = join(folder, 'new', 'data');
      const first = await DynamoDbUnderTest.start(data);
      await first.createLog();
      await first.put(1);
      await first.service.stop();

      const second = await DynamoDbUnderTest.start(data);
      await second.put(2);
      expect(await second.versions()).toEqual([1, 2]);
      expect(await second.streamRecords()).toHaveLength(2);
      await second.service.stop();
      expect(existsSync(join(data, 'dynamodb.lock'))).toBe(false);
    }));

  it('begins anew with an empty file', () =>
    withTemporaryFolder(async (data) => {
      await writeFile(join(data, 'dynamodb.sqlite'), '');
      const dynamodb = await DynamoDbUnderTest.start(data);
      await dynamodb.service.stop();

      const index = `SELECT name FROM sqlite_master WHERE name = 'foldline_stream_records_by_sequence'`;
      const found = await withDatabase(join(data, 'dynamodb.sqlite'), (database) => database.all(index));
      expect(found).toHaveLength(1);
    }));

  it('loses nothing that was acknowledged when the emulator is killed, and says that it is gone', () =>
    withTemporaryFolder(async (data) => {
      const first = await DynamoDbUnderTest.start(data);
      await first.createLog();
      for (let version = 1; version <= 50; version += 1) await first.put(version);
      process.kill(first.service.pid, 'SIGKILL');
      const error = await first.service.exited;
      expect(error.message).toMatch(/^DynamoDB \(dynoxide\) ended by itself: SIGKILL/);
      await first.service.stop();
      // What a killed process of the SQLite of this side leaves behind.
      await mkdir(join(data, 'dynamodb.sqlite.lock'));

      const second = await DynamoDbUnderTest.start(data);
      expect(await second.versions()).toHaveLength(50);
      await second.service.stop();
    }));

  it.each([
    ['other bytes', 'this is no database, '.repeat(100)],
    ['half a database', undefined],
  ])('names a file that is damaged, and the way out (%s)', (_case, text) =>
    withTemporaryFolder(async (data) => {
      const file = join(data, 'dynamodb.sqlite');
      if (text === undefined) {
        const first = await DynamoDbUnderTest.start(data);
        await first.createLog();
        await first.service.stop();
        const bytes = await readFile(file);
        await writeFile(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
      } else await writeFile(file, text);

      await expect(DynamoDbUnderTest.start(data)).rejects.toThrow(
        new RegExp(`^${file} cannot be opened \\(.+\\): put a copy in its place, or remove it`),
      );
      expect(existsSync(join(data, 'dynamodb.lock'))).toBe(false);
    }),
  );

  it.each([
    ['a file', (folder: string) => join(folder, 'file'), 'a file is there'],
    ['below a file', (folder: string) => join(folder, 'file', 'data'), 'a file is there'],
    ['not to be written', () => '/sys/data', '.*E[A-Z]+: '],
  ])('says what is wrong with a data folder that is %s', (_case, place, reason) =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '');

      await expect(DynamoDbUnderTest.start(place(folder))).rejects.toThrow(
        new RegExp(
          `^${place(folder)} cannot hold data \\(${reason}.*\\): give --data a folder that can be written$`,
        ),
      );
    }),
  );

  it('does not share its data folder', () =>
    withTemporaryFolder(async (data) => {
      const first = await DynamoDbUnderTest.start(data);
      await expect(DynamoDbUnderTest.start(data)).rejects.toThrow('is in use by process');
      await first.createLog();
      await first.service.stop();
    }));

  it('stops within a second, twice, with a client connected; and then has not ended by itself', async () => {
    const dynamodb = await DynamoDbUnderTest.start();
    await dynamodb.createLog();
    const begin = Date.now();
    await Promise.all([dynamodb.service.stop(), dynamodb.service.stop()]);
    expect(Date.now() - begin).toBeLessThan(1000);
    await expect(Promise.race([dynamodb.service.exited, Promise.resolve('quiet')])).resolves.toBe('quiet');
    await expect(dynamodb.put(1)).rejects.toThrow();
  });

  it('cleans up when it cannot start', () =>
    withTemporaryFolder(async (data) => {
      const starting = startDynamoDb({ host: '192.0.2.1', dataDir: data, environment: process.env });
      await expect(starting).rejects.toThrow(/EADDRNOTAVAIL|EINVAL/);
      expect(existsSync(join(data, 'dynamodb.lock'))).toBe(false);
    }));
});
