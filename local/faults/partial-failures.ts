import { isJsonObject, type Json, type JsonObject } from '../template/json';

/** A batch of which a part fails. */
export interface Split {
  /** What the service is asked in its place; undefined when nothing is left of it. */
  readonly rest: JsonObject | undefined;
  /** Puts what has failed into the answer of the service. */
  merge(answer: JsonObject): JsonObject;
}

/** Decides for one entry after the other. */
type Fails = () => boolean;

/** How a batch operation tells that a part of it has failed ("… API reference" of each service). */
const SPLITS: Readonly<Record<string, (input: JsonObject, fails: Fails) => Split>> = {
  PutRecords: (input, fails) =>
    byPlace(input, 'Records', fails, 'FailedRecordCount', {
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: 'Rate exceeded for shard shardId-000000000000.',
    }),
  PutEvents: (input, fails) =>
    byPlace(input, 'Entries', fails, 'FailedEntryCount', {
      ErrorCode: 'InternalFailure',
      ErrorMessage: 'The entry could not be taken.',
    }),
  SendMessageBatch: byId,
  DeleteMessageBatch: byId,
  ChangeMessageVisibilityBatch: byId,
  BatchGetItem: (input, fails) => unprocessed(input, fails, 'UnprocessedKeys'),
  BatchWriteItem: (input, fails) => unprocessed(input, fails, 'UnprocessedItems'),
};

/**
 * @param random from 0 to 1
 * @returns undefined for what is no batch
 */
export function split(operation: string, input: JsonObject, random: () => number): Split | undefined {
  return SPLITS[operation]?.(input, () => random() < 0.5);
}

/** Which of so many fail: one at least. */
function failing(count: number, fails: Fails): Set<number> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const failed = indexes.filter(() => fails());
  return new Set(failed.length > 0 ? failed : indexes.slice(0, 1));
}

function byPlace(input: JsonObject, member: string, fails: Fails, counter: string, error: JsonObject): Split {
  const entries = list(input[member]);
  const failed = failing(entries.length, fails);
  const rest = entries.filter((_, index) => !failed.has(index));
  return {
    rest: rest.length === 0 ? undefined : { ...input, [member]: rest },
    merge: (answer) => {
      const taken = list(answer[member]).values();
      const results = entries.map((_, index) => (failed.has(index) ? error : (taken.next().value ?? error)));
      return { ...answer, [counter]: Number(answer[counter] ?? 0) + failed.size, [member]: results };
    },
  };
}

function byId(input: JsonObject, fails: Fails): Split {
  const entries = list(input.Entries);
  const failed = failing(entries.length, fails);
  const rest = entries.filter((_, index) => !failed.has(index));
  const errors = entries
    .filter((_, index) => failed.has(index))
    .map((entry) => ({
      Id: isJsonObject(entry) ? (entry.Id ?? '') : '',
      SenderFault: false,
      Code: 'InternalError',
      Message: 'We encountered an internal error. Please try again.',
    }));
  return {
    rest: rest.length === 0 ? undefined : { ...input, Entries: rest },
    merge: (answer) => ({
      ...answer,
      Successful: list(answer.Successful),
      Failed: [...list(answer.Failed), ...errors],
    }),
  };
}

function unprocessed(input: JsonObject, fails: Fails, member: string): Split {
  const tables = Object.entries(isJsonObject(input.RequestItems) ? input.RequestItems : {});
  const failed = failing(
    tables.reduce((sum, [, entry]) => sum + entriesOf(entry).length, 0),
    fails,
  );
  let place = 0;
  const [left, rest]: [JsonObject, JsonObject] = [{}, {}];
  for (const [table, entry] of tables) {
    const [not, done]: [Json[], Json[]] = [[], []];
    for (const each of entriesOf(entry)) (failed.has(place++) ? not : done).push(each);
    if (not.length > 0) left[table] = withEntries(entry, not);
    if (done.length > 0) rest[table] = withEntries(entry, done);
  }
  return {
    rest: Object.keys(rest).length === 0 ? undefined : { ...input, RequestItems: rest },
    merge: (answer) => ({ ...answer, [member]: { ...(answer[member] as JsonObject | undefined), ...left } }),
  };
}

function entriesOf(entry: Json): Json[] {
  return isJsonObject(entry) ? list(entry.Keys) : list(entry);
}

function withEntries(entry: Json, entries: Json[]): Json {
  return isJsonObject(entry) ? { ...entry, Keys: entries } : entries;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
