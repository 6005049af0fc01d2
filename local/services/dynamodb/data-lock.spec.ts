import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { lockData } from './data-lock';

/** Of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

describe('lockData', () => {
  it('keeps a second one out, naming the process and the ways on', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      const lock = await lockData(file, folder);
      const second = lockData(file, folder);
      await expect(second).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
      await expect(second).rejects.toThrow(/choose another --data folder.*remove .*lock/);
      await lock.release();
      await (await lockData(file, folder)).release();
    }));

  it('waits for the one before to let go', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      const lock = await lockData(file, folder);
      const second = lockData(file, folder);
      await lock.release();
      await (await second).release();
    }));

  it('takes over from a process that was killed', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      await writeFile(file, `${await deadPid()} ${await deadPid()}`);
      await lockData(file, folder);
      expect(await readFile(file, 'utf8')).toBe(String(process.pid));
    }));

  it('does not take over while the emulator of that process lives', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      const emulator = spawn('sleep', ['60']);
      await writeFile(file, `${await deadPid()} ${emulator.pid ?? 0}`);
      const waiting = lockData(file, folder);
      emulator.kill();
      await (await waiting).release();
    }));

  it('takes over a file that says nothing', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      await writeFile(file, '');
      await (await lockData(file, folder)).release();
    }));

  it('names all processes that use the data', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'lock');
      const lock = await lockData(file, folder);
      await lock.add(4711);
      expect(await readFile(file, 'utf8')).toBe(`${process.pid} 4711`);
    }));
});
