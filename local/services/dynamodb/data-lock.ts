import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../error-code';
import { isAlive } from '../../is-alive';

/** A dynoxide whose parent was killed is gone within milliseconds; anything longer is another runtime. */
const PATIENCE = 2000;

export interface DataLock {
  /** Names a further process that has the data open. */
  add(pid: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Keeps two runtimes out of one data folder. The file lists the pids that use it; when none of them lives, the
 * lock is stale (its owner was killed) and is taken over.
 */
export async function lockData(file: string, folder: string): Promise<DataLock> {
  const deadline = Date.now() + PATIENCE;
  while (!(await tryCreate(file))) {
    const holder = (await pidsIn(file)).find(isAlive);
    if (holder === undefined) {
      await rm(file, { force: true });
    } else if (Date.now() > deadline) {
      throw new Error(
        `${folder} is in use by process ${holder}: stop that Foldline or choose another --data folder. ` +
          `(If process ${holder} is something else, remove ${file}.)`,
      );
    } else {
      await delay(20);
    }
  }
  return {
    add: (pid) => writeFile(file, `${process.pid} ${pid}`),
    release: () => rm(file, { force: true }),
  };
}

async function tryCreate(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function pidsIn(file: string): Promise<readonly number[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split(' ').map(Number).filter(Number.isInteger);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []; // released in the meantime
    throw error;
  }
}
