import type { Commit } from '../../log/commit';
import type { Logger } from '../../logger';

/** What Lambda wants to be told of a batch: the records that have to come again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Works through the commits of a batch and answers Lambda with the records that have to come again: those whose
 * commit `work` could not finish, and those that hold no commit, which end in the dead-letter queue or the failure
 * destination for a person to look at.
 *
 * @param read the commit of a record; `undefined` for a record that means nothing here; throws when it is broken
 * @param work takes the commits in order and returns the unfinished ones
 */
export async function workThrough<R>(
  records: readonly R[],
  identifierOf: (record: R) => string,
  read: (record: R) => Commit | undefined,
  work: (commits: readonly Commit[]) => Promise<ReadonlySet<Commit>>,
  logger: Logger,
): Promise<BatchResponse> {
  const failures: string[] = [];
  const commits = new Map<Commit, string>();
  for (const record of records) {
    try {
      const commit = read(record);
      if (commit) commits.set(commit, identifierOf(record));
    } catch (error) {
      logger.error('unreadable record', { record: identifierOf(record), error });
      failures.push(identifierOf(record));
    }
  }
  for (const commit of await work([...commits.keys()])) failures.push(commits.get(commit) ?? '');
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
