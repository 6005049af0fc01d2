import { localArn } from '../../services/local-account';
import { isJsonObject, type Json, type JsonObject } from '../../template/json';
import { ENCLOSING_OPERATION, LEADING_KEYS } from '../condition';
import type { AwsCall } from '../statement';
import type { DynamoDbSchema } from './dynamodb-schema';
import { keyText, queriedValue } from './partition-value';

/**
 * What a request to DynamoDB or to its streams asks for. A transaction is authorised action by action; a batch is
 * an action of its own, with the keys of all its items ("Actions, resources, and condition keys for Amazon
 * DynamoDB" of the service authorization reference, "Using IAM with DynamoDB transactions" of the guide).
 *
 * @param target e.g. `DynamoDB_20120810.Query`
 */
export function dynamoDbCalls(target: string, request: JsonObject, schema: DynamoDbSchema): AwsCall[] {
  const operation = target.slice(target.indexOf('.') + 1);
  if (target.startsWith('DynamoDBStreams_')) return [streamsCall(operation, request)];
  switch (operation) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'PutItem':
      return [onItem(operation, request, schema)];
    case 'Query':
      return [query(request, schema)];
    case 'Scan':
      return [{ action: 'dynamodb:Scan', resources: [tableOrIndex(request)], conditionKeys: {} }];
    case 'BatchGetItem':
      return batch('dynamodb:BatchGetItem', request, schema, (entry) =>
        isJsonObject(entry) ? list(entry.Keys) : [],
      );
    case 'BatchWriteItem':
      return batch('dynamodb:BatchWriteItem', request, schema, (entry) => list(entry).map(writtenItem));
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return list(request.TransactItems).map((item) => transacted(operation, item, schema));
    default:
      return [{ action: `dynamodb:${operation}`, resources: [anyResource(request)], conditionKeys: {} }];
  }
}

const actionOf: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function onItem(operation: string, request: JsonObject, schema: DynamoDbSchema): AwsCall {
  const { table, arn } = named(request);
  const key = schema.partitionKey(table, undefined);
  return call(operation, arn, [leadingKey(request.Item ?? request.Key, key)]);
}

function query(request: JsonObject, schema: DynamoDbSchema): AwsCall {
  const index = typeof request.IndexName === 'string' ? request.IndexName : undefined;
  const key = schema.partitionKey(named(request).table, index);
  return call('Query', tableOrIndex(request), [key === undefined ? '' : queriedValue(request, key)]);
}

function transacted(operation: string, item: Json, schema: DynamoDbSchema): AwsCall {
  const [part] = isJsonObject(item) ? Object.entries(item) : [];
  const [kind, request] = part ?? ['', {}];
  const { conditionKeys, ...rest } = onItem(
    actionOf[kind] ?? kind,
    isJsonObject(request) ? request : {},
    schema,
  );
  return { ...rest, conditionKeys: { ...conditionKeys, [ENCLOSING_OPERATION]: [operation] } };
}

function batch(
  action: string,
  { RequestItems: tables }: JsonObject,
  schema: DynamoDbSchema,
  itemsOf: (entry: Json) => readonly Json[],
): AwsCall[] {
  return Object.entries(isJsonObject(tables) ? tables : {}).map(([name, entry]) => {
    const { table, arn } = named({ TableName: name });
    const key = schema.partitionKey(table, undefined);
    const keys = itemsOf(entry).map((item) => leadingKey(item, key));
    return { action, resources: [arn], conditionKeys: { [LEADING_KEYS]: [...new Set(keys)] } };
  });
}

function writtenItem(write: Json): Json {
  const { PutRequest: put, DeleteRequest: remove } = isJsonObject(write) ? write : {};
  return (isJsonObject(put) ? put.Item : isJsonObject(remove) ? remove.Key : undefined) ?? {};
}

/** The ARN in an iterator is AWS's; the one of an emulator tells nothing, and only `*` covers it. */
function streamsCall(operation: string, request: JsonObject): AwsCall {
  const action = `dynamodb:${operation}`;
  const table = typeof request.TableName === 'string' ? named(request).table : undefined;
  if (table !== undefined) return { action, resources: [streamArn(table, '*')], conditionKeys: {} };
  const text = [request.StreamArn, request.ShardIterator].find((value) => typeof value === 'string') ?? '';
  const streamOf = /:table\/([^/]+)\/stream\//.exec(text)?.[1];
  return { action, resources: [streamOf === undefined ? '*' : streamArn(streamOf)], conditionKeys: {} };
}

/** On this machine every stream has the label that `!GetAtt Table.StreamArn` gives, whatever the emulator calls it. */
export function streamArn(table: string, label = 'local'): string {
  return `${tableArn(table)}/stream/${label}`;
}

function tableArn(table: string): string {
  return localArn('dynamodb', `table/${table}`);
}

/** A request may name its table by ARN. */
function named({ TableName: name }: JsonObject): { readonly table: string; readonly arn: string } {
  const text = typeof name === 'string' ? name : '';
  const table = /:table\/([^/]+)/.exec(text)?.[1] ?? text;
  return { table, arn: tableArn(table) };
}

function tableOrIndex(request: JsonObject): string {
  const { arn } = named(request);
  return typeof request.IndexName === 'string' ? `${arn}/index/${request.IndexName}` : arn;
}

function anyResource(request: JsonObject): string {
  if (typeof request.TableName === 'string') return named(request).arn;
  return typeof request.ResourceArn === 'string' ? request.ResourceArn : '*';
}

function call(operation: string, resource: string, leadingKeys: readonly string[]): AwsCall {
  return {
    action: `dynamodb:${operation}`,
    resources: [resource],
    conditionKeys: { [LEADING_KEYS]: leadingKeys },
  };
}

function leadingKey(item: Json | undefined, partitionKey: string | undefined): string {
  return isJsonObject(item) && partitionKey !== undefined ? keyText(item[partitionKey]) : '';
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
