import { existsSync, statSync } from 'node:fs';
import type { LocalCallers } from '../../exposure/local-callers';
import { dynamoDbFaults } from '../../faults/dynamodb-faults';
import type { Faults } from '../../faults/faults';
import { guardEndpoint, type Examination } from '../../permissions/guarded-endpoint';
import { thrownMessage } from '../../thrown-message';
import type { Environment } from '../endpoints';
import type { LocalService } from '../local-service';
import { openDataFolder, type DataFolder } from './data-folder';
import { findDynoxide } from './dynoxide-binary';
import { launchDynoxide, type Dynoxide } from './dynoxide-process';
import { prepareStreamRecords } from './stream-records';
import { supplementDynamoDb } from './supplement-dynamodb';

export interface DynamoDbOptions {
  readonly host: string;
  /** Keeps `dynamodb.sqlite`; without it everything is gone after `stop`. */
  readonly dataDir?: string | undefined;
  readonly environment: Environment;
  readonly callers?: LocalCallers | undefined;
  /** What goes wrong with the calls of Lambda's pollers. */
  readonly faults?: Faults | undefined;
}

export interface LocalDynamoDb extends LocalService {
  /** The emulator itself, which asks nobody who he is: not for others than this process. */
  readonly direct: string;
  /** Answers what the emulator does not. */
  readonly supplement: Examination;
  /** Of the emulator. */
  readonly pid: number;
}

/** DynamoDB and its streams by dynoxide, a process of its own that ends with this one. */
export async function startDynamoDb({
  host,
  dataDir,
  environment,
  callers,
  faults,
}: DynamoDbOptions): Promise<LocalDynamoDb> {
  const binary = await findDynoxide(environment);
  const folder = await openDataFolder(dataDir);
  const hadData = existsSync(folder.databaseFile);
  try {
    const dynoxide = await launchPrepared(binary, folder);
    await folder.add(dynoxide.process.pid);
    return await service(host, dynoxide, folder, callers, faults);
  } catch (error) {
    await folder.release();
    throw hadData ? damaged(folder.databaseFile, error) : error;
  }
}

/** Every way in which SQLite and dynoxide complain of a file, with the file and the way out. */
function damaged(databaseFile: string, error: unknown): Error {
  const reason = thrownMessage(error);
  return new Error(
    `${databaseFile} cannot be opened (${reason}): put a copy in its place, or remove it to begin with empty tables`,
    { cause: error },
  );
}

/** The tables of a new database are made by dynoxide itself, in a first short run. */
async function launchPrepared(binary: string, folder: DataFolder): Promise<Dynoxide> {
  const { databaseFile, scratch } = folder;
  const options = { binary, databaseFile, scratch };
  // An empty file is a database without tables to SQLite: what is left of a first start that was cut short.
  if (!existsSync(databaseFile) || statSync(databaseFile).size === 0) {
    const first = await launchDynoxide(options);
    await first.process.stop();
  }
  await prepareStreamRecords(databaseFile);
  return launchDynoxide(options);
}

/**
 * dynoxide answers every page of every site (`access-control-allow-origin: *`, and any Host), so it is called through
 * an endpoint that does not.
 */
async function service(
  host: string,
  { process, endpoint: direct }: Dynoxide,
  folder: DataFolder,
  callers: LocalCallers | undefined,
  faults: Faults | undefined,
): Promise<LocalDynamoDb> {
  const supplement = supplementDynamoDb(direct);
  const examinations = [...(faults === undefined ? [] : [dynamoDbFaults(faults, direct)]), supplement];
  const front = await guardEndpoint(host, direct, examinations, callers).catch(async (error: unknown) => {
    await process.stop();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  const exited = new Promise<Error>((resolve) => {
    void process.ended.then(() => {
      if (stopped === undefined)
        resolve(new Error(`DynamoDB (dynoxide) ended by itself: ${process.describeEnd()}.`));
    });
  });
  const stopOnce = async (): Promise<void> => {
    await Promise.all([front.stop(), process.stop()]);
    await folder.release();
  };
  return {
    endpoint: front.endpoint,
    direct,
    supplement,
    pid: process.pid,
    exited,
    stop: () => (stopped ??= stopOnce()),
  };
}
