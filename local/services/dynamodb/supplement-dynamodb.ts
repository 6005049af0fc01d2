import { denial, type Examination, type Reply } from '../../permissions/guarded-endpoint';
import { AwsError } from '../aws-json/aws-error';
import { inputFrom, type Input } from '../aws-json/input';
import { unknownOperation } from '../aws-json/unknown-operation';
import { backupOperations } from './backup-operations';
import type { TableOperation } from './table-operation';

/** What dynoxide answers by itself. */
export const DYNOXIDE_OPERATIONS: readonly string[] = [
  'BatchExecuteStatement',
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'ExecuteStatement',
  'ExecuteTransaction',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'SearchVectors',
  'TagResource',
  'TransactGetItems',
  'TransactWriteItems',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
  'UpdateTimeToLive',
];

export const STREAMS_OPERATIONS: readonly string[] = [
  'DescribeStream',
  'GetRecords',
  'GetShardIterator',
  'ListStreams',
];

export function supplementedOperations(emulator: string): Readonly<Record<string, TableOperation>> {
  return { ...backupOperations(emulator), DescribeLimits: () => LIMITS };
}

/**
 * Answers what clients ask for beside tables and items, and names what this DynamoDB does not have.
 *
 * @param emulator endpoint of dynoxide
 */
export function supplementDynamoDb(emulator: string): Examination {
  const operations = supplementedOperations(emulator);
  return ({ target, body }) => {
    const [service = '', name = ''] = target.split('.');
    const known = service.startsWith('DynamoDBStreams') ? STREAMS_OPERATIONS : DYNOXIDE_OPERATIONS;
    if (name === '' || known.includes(name)) return undefined;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined) {
      return denial(400, 'UnknownOperationException', unknownOperation(service.split('_')[0] ?? '', name));
    }
    return answer(operation, body);
  };
}

/** "Quotas in Amazon DynamoDB", developer guide: what an account has that never asked for more. */
const LIMITS = {
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
};

async function answer(operation: TableOperation, body: Buffer): Promise<Reply> {
  try {
    return { status: 200, body: await operation(inputOf(body)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { type, status, message } = error;
    return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message } };
  }
}

function inputOf(body: Buffer): Input {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    // What is no JSON is no object either.
  }
  return inputFrom(parsed);
}
