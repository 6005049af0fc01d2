import { unrestricted } from '../../permissions/access';
import { kinesisCalls } from '../../permissions/requests/kinesis-calls';
import { serveAwsJson, type Operations } from '../aws-json/aws-json.server';
import type { LocalService, ServiceOptions } from '../local-service';
import { consumerOperations } from './consumer-operations';
import { describeOperations } from './describe-operations';
import { readOperations } from './read-operations';
import { reshardOperations } from './reshard-operations';
import { settingsOperations } from './settings-operations';
import { streamOperations } from './stream-operations';
import { StreamStore, type Retention } from './stream-store';
import { subscribeOperations } from './subscribe-operations';
import { tagOperations } from './tag-operations';
import { writeOperations } from './write-operations';

export interface LocalKinesis extends LocalService {
  /** See `StreamStore.waitForRecords`. */
  readonly waitForRecords: StreamStore['waitForRecords'];
}

export interface KinesisOptions extends ServiceOptions {
  readonly retention?: Retention;
}

export function kinesisOperations(store: StreamStore): Operations {
  return {
    ...streamOperations(store),
    ...describeOperations(store),
    ...settingsOperations(store),
    ...reshardOperations(store),
    ...tagOperations(store),
    ...writeOperations(store),
    ...readOperations(store),
    ...consumerOperations(store),
    ...subscribeOperations(store),
  };
}

/**
 * Kinesis Data Streams as far as an application uses it: streams, shards, iterators, puts and gets, in memory.
 * Resharding and enhanced fan-out too; no throttling, no encryption. An operation that is missing says so.
 */
export async function startKinesis(
  host: string,
  { access = unrestricted, callers, front, retention }: KinesisOptions = {},
): Promise<LocalKinesis> {
  const store = new StreamStore(retention);
  const server = await serveAwsJson(
    'Kinesis',
    host,
    kinesisOperations(store),
    { access, calls: kinesisCalls },
    callers,
    front,
  );
  return { ...server, waitForRecords: (name, after, signal) => store.waitForRecords(name, after, signal) };
}
