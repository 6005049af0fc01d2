import { unrestricted } from '../../permissions/access';
import { kinesisCalls } from '../../permissions/requests/kinesis-calls';
import { serveAwsJson } from '../aws-json/aws-json.server';
import type { LocalService, ServiceOptions } from '../local-service';
import { describeOperations } from './describe-operations';
import { readOperations } from './read-operations';
import { streamOperations } from './stream-operations';
import { StreamStore, type Retention } from './stream-store';
import { writeOperations } from './write-operations';

export interface LocalKinesis extends LocalService {
  /** See `StreamStore.waitForRecords`. */
  readonly waitForRecords: StreamStore['waitForRecords'];
}

export interface KinesisOptions extends ServiceOptions {
  readonly retention?: Retention;
}

/**
 * Kinesis Data Streams as far as an application uses it: streams, shards, iterators, puts and gets, in memory.
 * No resharding, no enhanced fan-out, no throttling; an operation that is missing says so.
 */
export async function startKinesis(
  host: string,
  { access = unrestricted, callers, retention }: KinesisOptions = {},
): Promise<LocalKinesis> {
  const store = new StreamStore(retention);
  const operations = {
    ...streamOperations(store),
    ...describeOperations(store),
    ...writeOperations(store),
    ...readOperations(store),
  };
  const server = await serveAwsJson('Kinesis', host, operations, { access, calls: kinesisCalls }, callers);
  return { ...server, waitForRecords: (name, after, signal) => store.waitForRecords(name, after, signal) };
}
