import newman, { type RunSummary } from 'newman';
import { COLLECTION_FILE, ENVIRONMENT_FILE } from './files';

export interface CollectionRun {
  readonly requests: number;
  readonly assertions: number;
  /** One line each: folder, request, test, what went wrong. */
  readonly failures: readonly string[];
}

/** The API answers within 30 s. */
const REQUEST_TIMEOUT = 30_000;

/**
 * Runs the checked-in collection with newman.
 *
 * @param baseUrl of the API, without a slash at the end
 * @param folder to run alone
 */
export async function runCollection(baseUrl: string, folder?: string): Promise<CollectionRun> {
  const { run } = await new Promise<RunSummary>((resolve, reject) => {
    newman.run(
      {
        collection: COLLECTION_FILE,
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
