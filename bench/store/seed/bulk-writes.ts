import type {
  DynamoDB,
  PutItemInput,
  TransactWriteItem,
  Update,
  UpdateItemInput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { SdkClient } from '../../../test/support/metering/sdk-client';

/** What BatchWriteItem takes at most. */
const BATCH = 25;
const NAME = 'bench-bulk';

/**
 * Writes what a library puts while `work` is done, item by item as the library built it, but 25 at a time and without
 * its conditions. Of the updates of an item only the last is carried out: right for a library whose every update
 * replaces the same attributes. Reads pass through, and do not see what waits.
 */
export async function inBulk(
  client: SdkClient,
  database: DynamoDB,
  work: () => Promise<void>,
): Promise<void> {
  const writes = new BulkWrites(database);
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand') await writes.put(args.input as PutItemInput);
        else if (commandName === 'TransactWriteItemsCommand') {
          const { TransactItems = [] } = args.input as { TransactItems?: TransactWriteItem[] };
          await writes.transact(TransactItems);
        } else return next(args);
        return { output: { $metadata: {} }, response: {} };
      },
    { step: 'initialize', name: NAME, priority: 'high' },
  );
  try {
    await work();
    await writes.finish();
  } finally {
    client.middlewareStack.remove(NAME);
  }
}

class BulkWrites {
  private readonly waiting: { readonly table: string; readonly request: WriteRequest }[] = [];
  private readonly updates = new Map<string, Update>();

  constructor(private readonly database: DynamoDB) {}

  async put({ TableName, Item }: Pick<PutItemInput, 'TableName' | 'Item'>): Promise<void> {
    if (TableName === undefined) throw new TypeError('A put without a table.');
    this.waiting.push({ table: TableName, request: { PutRequest: { Item } } });
    if (this.waiting.length >= BATCH) await this.flush();
  }

  async transact(actions: readonly TransactWriteItem[]): Promise<void> {
    for (const { Put, Update, ...others } of actions) {
      if (Put) await this.put(Put);
      else if (Update) this.updates.set(JSON.stringify([Update.TableName, Update.Key]), Update);
      else throw new TypeError(`Cannot be done in bulk: ${Object.keys(others).join()}.`);
    }
  }

  async finish(): Promise<void> {
    while (this.waiting.length > 0) await this.flush();
    for (const update of this.updates.values()) await this.database.updateItem(withoutCondition(update));
  }

  private async flush(): Promise<void> {
    const requests: Record<string, WriteRequest[]> = {};
    for (const { table, request } of this.waiting.splice(0, BATCH)) (requests[table] ??= []).push(request);
    const { UnprocessedItems = {} } = await this.database.batchWriteItem({ RequestItems: requests });
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('Seeding was throttled.');
  }
}

/** Values that only the condition used have to go with it. */
function withoutCondition(update: Update): UpdateItemInput {
  const {
    TableName,
    Key,
    UpdateExpression = '',
    ExpressionAttributeNames,
    ExpressionAttributeValues,
  } = update;
  const isUsed = (name: string): boolean => new RegExp(`${name}\\b`, 'u').test(UpdateExpression);
  const used = Object.entries(ExpressionAttributeValues ?? {}).filter(([name]) => isUsed(name));
  return {
    TableName,
    Key,
    UpdateExpression,
    ExpressionAttributeNames,
    ExpressionAttributeValues: Object.fromEntries(used),
  };
}
