import type { Logger } from '../../logger';

/** What Lambda wants to be told of a batch: the records that have to come again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** Puts a record away that will never be readable, for a person to look at. @throws when that fails */
export type Park<R> = (record: R, reason: string) => Promise<void>;

export interface BatchWork<R, T extends object> {
  readonly identifierOf: (record: R) => string;
  /** What a record holds; `undefined` for a record that means nothing here; throws when it is broken. */
  readonly read: (record: R) => T | undefined;
  /** Takes what was read in order and returns the unfinished. */
  readonly work: (items: readonly T[]) => Promise<ReadonlySet<T>>;
  /** Without it a broken record comes again until its source gives it up. */
  readonly park?: Park<R> | undefined;
  readonly logger: Logger;
}

/**
 * Works through a batch and answers Lambda with the records that have to come again: those that `work` could not
 * finish. A broken record would be as broken the next time and keep its shard or its group waiting, so it is parked and
 * counts as done; if it cannot be parked, it comes again as well.
 */
export async function workThrough<R, T extends object>(
  records: readonly R[],
  { identifierOf, read, work, park, logger }: BatchWork<R, T>,
): Promise<BatchResponse> {
  const failures: string[] = [];
  const items = new Map<T, string>();
  for (const record of records) {
    try {
      const item = read(record);
      if (item) items.set(item, identifierOf(record));
    } catch (error) {
      logger.error('unreadable record', { record: identifierOf(record), error });
      if (!(await isParked(record, error))) failures.push(identifierOf(record));
    }
  }
  for (const item of await work([...items.keys()])) failures.push(items.get(item) ?? '');
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };

  async function isParked(record: R, reason: unknown): Promise<boolean> {
    try {
      await park?.(record, String(reason));
      return park !== undefined;
    } catch (error) {
      logger.error('record not parked', { record: identifierOf(record), error });
      return false;
    }
  }
}
