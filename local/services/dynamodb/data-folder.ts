import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await mkdir(path, { recursive: true });
  const lock: DataLock = await lockData(join(path, 'dynamodb.lock'), path);
  const removeScratch = (): Promise<void> => rm(path, { recursive: true, force: true });
  return {
    databaseFile: join(path, 'dynamodb.sqlite'),
    scratch: folder === undefined ? path : undefined,
    add: (pid) => lock.add(pid),
    release: () => (folder === undefined ? removeScratch() : lock.release()),
  };
}
