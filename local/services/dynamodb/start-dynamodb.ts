import { existsSync } from 'node:fs';
import { endpointUrl } from '../endpoint-url';
import type { Environment } from '../endpoints';
import type { LocalService } from '../local-service';
import { openDataFolder, type DataFolder } from './data-folder';
import { findDynoxide } from './dynoxide-binary';
import { launchDynoxide, type Dynoxide } from './dynoxide-process';
import { prepareStreamRecords } from './stream-records';

export interface DynamoDbOptions {
  readonly host: string;
  /** Keeps `dynamodb.sqlite`; without it everything is gone after `stop`. */
  readonly dataDir?: string | undefined;
  readonly environment: Environment;
}

export interface LocalDynamoDb extends LocalService {
  /** Of the emulator. */
  readonly pid: number;
}

/** DynamoDB and its streams by dynoxide, a process of its own that ends with this one. */
export async function startDynamoDb({ host, dataDir, environment }: DynamoDbOptions): Promise<LocalDynamoDb> {
  const binary = await findDynoxide(environment);
  const folder = await openDataFolder(dataDir);
  const hadData = existsSync(folder.databaseFile);
  try {
    const dynoxide = await launchPrepared(binary, host, folder);
    await folder.add(dynoxide.process.pid);
    return service(host, dynoxide, folder);
  } catch (error) {
    await folder.release();
    throw hadData ? damaged(folder.databaseFile, error) : error;
  }
}

/** Every way in which SQLite and dynoxide complain of a file, with the file and the way out. */
function damaged(databaseFile: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `${databaseFile} cannot be opened (${reason}): put a copy in its place, or remove it to begin with empty tables`,
    { cause: error },
  );
}

/** The tables of a new database are made by dynoxide itself, in a first short run. */
async function launchPrepared(binary: string, host: string, folder: DataFolder): Promise<Dynoxide> {
  const { databaseFile, scratch } = folder;
  const options = { binary, host, databaseFile, scratch };
  if (!existsSync(databaseFile)) {
    const first = await launchDynoxide(options);
    await first.process.stop();
  }
  await prepareStreamRecords(databaseFile);
  return launchDynoxide(options);
}

function service(host: string, { process, port }: Dynoxide, folder: DataFolder): LocalDynamoDb {
  let stopped: Promise<void> | undefined;
  const exited = new Promise<Error>((resolve) => {
    void process.ended.then(() => {
      if (stopped === undefined)
        resolve(new Error(`DynamoDB (dynoxide) ended by itself: ${process.describeEnd()}.`));
    });
  });
  const stopOnce = async (): Promise<void> => {
    await process.stop();
    await folder.release();
  };
  return {
    endpoint: endpointUrl(host, port),
    pid: process.pid,
    exited,
    stop: () => (stopped ??= stopOnce()),
  };
}
