import { readFileSync } from 'node:fs';
import newman, { type RunSummary } from 'newman';
import { script, type Collection } from './collection';
import { COLLECTION_FILE, ENVIRONMENT_FILE } from './files';

export interface CollectionRun {
  readonly requests: number;
  readonly assertions: number;
  /** One line each: folder, request, test, what went wrong. */
  readonly failures: readonly string[];
}

/** The API answers within 30 s. */
const REQUEST_TIMEOUT = 30_000;

export interface RunOptions {
  /** To run alone. */
  readonly folder?: string | undefined;
  /** Whether every command comes under an Idempotency-Key: one of its own, where the collection gives none. */
  readonly keyed?: boolean;
}

/** Gives a command a key, as a pre-request script. */
const giveKey = [
  "if (pm.request.method !== 'GET' && pm.request.headers.has('Authorization') && !pm.request.headers.has('Idempotency-Key')) {",
  "  pm.request.headers.add({ key: 'Idempotency-Key', value: pm.variables.replaceIn('{{$guid}}') });",
  '}',
];

/**
 * Runs the checked-in collection with newman.
 *
 * @param baseUrl of the API, without a slash at the end
 */
export async function runCollection(
  baseUrl: string,
  { folder, keyed = false }: RunOptions = {},
): Promise<CollectionRun> {
  const { run } = await new Promise<RunSummary>((resolve, reject) => {
    newman.run(
      {
        collection: keyed ? withKeys() : COLLECTION_FILE,
        environment: ENVIRONMENT_FILE,
        envVar: [{ key: 'baseUrl', value: baseUrl }],
        timeoutRequest: REQUEST_TIMEOUT,
        ...(folder !== undefined && { folder }),
      },
      (error, summary) => {
        if (error === null) resolve(summary);
        else reject(error);
      },
    );
  });
  return {
    requests: run.stats.requests.total ?? 0,
    assertions: run.stats.assertions.total ?? 0,
    failures: run.failures.map(({ error, source, parent }) =>
      [parent?.name, source?.name, error.test, error.message].filter((part) => part).join(' > '),
    ),
  };
}

function withKeys(): Collection {
  const collection = JSON.parse(readFileSync(COLLECTION_FILE, 'utf8')) as Collection;
  return { ...collection, event: [...collection.event, script('prerequest', giveKey)] };
}
