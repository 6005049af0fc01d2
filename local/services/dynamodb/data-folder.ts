import { access, constants, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '../../error-code';
import { thrownMessage } from '../../thrown-message';
import { lockData, type DataLock } from './data-lock';

export interface DataFolder {
  readonly databaseFile: string;
  /** The folder, when it is to vanish together with the service. */
  readonly scratch: string | undefined;
  /** Names a process that has the database open. */
  add(pid: number): Promise<void>;
  /** Gives the folder free, or removes it when it is a temporary one. */
  release(): Promise<void>;
}

/** @param folder where the database stays; a temporary one is made when there is none */
export async function openDataFolder(folder: string | undefined): Promise<DataFolder> {
  const path = folder ?? (await mkdtemp(join(tmpdir(), 'foldline-')));
  const lock = await openLock(path);
  const removeScratch = (): Promise<void> => rm(path, { recursive: true, force: true });
  return {
    databaseFile: join(path, 'dynamodb.sqlite'),
    scratch: folder === undefined ? path : undefined,
    add: (pid) => lock.add(pid),
    release: () => (folder === undefined ? removeScratch() : lock.release()),
  };
}

/** @throws Error that says what is wrong with the folder */
async function openLock(path: string): Promise<DataLock> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw unusable(path, hasCode(error, 'EEXIST') || hasCode(error, 'ENOTDIR') ? 'a file is there' : error);
  }
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    throw unusable(path, error);
  }
  return await lockData(join(path, 'dynamodb.lock'), path);
}

function unusable(path: string, reason: unknown): Error {
  const why = thrownMessage(reason);
  return new Error(`${path} cannot hold data (${why}): give --data a folder that can be written`);
}
