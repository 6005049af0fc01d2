import * as fc from 'fast-check';
import { table } from '../../../test/support/local/resources';
import type { JsonObject } from '../../template/json';
import { ENCLOSING_OPERATION, LEADING_KEYS } from '../condition';
import type { AwsCall } from '../statement';
import { dynamoDbCalls } from './dynamodb-calls';
import { dynamoDbSchema } from './dynamodb-schema';

const LOG = 'arn:aws:dynamodb:us-east-1:000000000000:table/Log';

const schema = dynamoDbSchema([
  table('Log', {
    GlobalSecondaryIndexes: [
      { IndexName: 'byActor', KeySchema: [{ AttributeName: 'actor', KeyType: 'HASH' }] },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'byTime', KeySchema: [{ AttributeName: 'stream', KeyType: 'HASH' }] },
    ],
  }),
]);

function calls(operation: string, request: JsonObject): AwsCall[] {
  return dynamoDbCalls(`DynamoDB_20120810.${operation}`, request, schema);
}

function on(action: string, keys: string[], resource = LOG): AwsCall {
  return { action: `dynamodb:${action}`, resources: [resource], conditionKeys: { [LEADING_KEYS]: keys } };
}

const key = { stream: { S: 'iam/user#1' }, version: { N: '1' } };

describe('what a request to DynamoDB asks for', () => {
  it.each(['GetItem', 'UpdateItem', 'DeleteItem'])('is %s on the partition of its key', (operation) => {
    expect(calls(operation, { TableName: 'Log', Key: key })).toEqual([on(operation, ['iam/user#1'])]);
  });

  it('is PutItem on the partition of its item', () => {
    expect(calls('PutItem', { TableName: 'Log', Item: { ...key, events: { L: [] } } })).toEqual([
      on('PutItem', ['iam/user#1']),
    ]);
  });

  it('may name its table by ARN', () => {
    expect(calls('GetItem', { TableName: LOG, Key: key })).toEqual([on('GetItem', ['iam/user#1'])]);
  });

  it.each<[string, JsonObject]>([
    ['stream = :s', { ':s': { S: 'iam/user#1' } }],
    ['#k = :s AND version > :v', { ':s': { S: 'iam/user#1' }, ':v': { N: '3' } }],
    [
      'version BETWEEN :v AND :w AND #k=:s',
      { ':s': { S: 'iam/user#1' }, ':v': { N: '3' }, ':w': { N: '4' } },
    ],
    ['(#k = :s) and (version = :v)', { ':s': { S: 'iam/user#1' }, ':v': { N: '3' } }],
  ])('is Query on the partition of %s', (KeyConditionExpression, ExpressionAttributeValues) => {
    const request = {
      KeyConditionExpression,
      ExpressionAttributeValues,
      ExpressionAttributeNames: { '#k': 'stream' },
    };
    expect(calls('Query', { TableName: 'Log', ...request })).toEqual([on('Query', ['iam/user#1'])]);
  });

  it('is Query on the partition of older key conditions', () => {
    const KeyConditions = { stream: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'iam/user#1' }] } };
    expect(calls('Query', { TableName: 'Log', KeyConditions })).toEqual([on('Query', ['iam/user#1'])]);
  });

  it('finds the partition of every Query, whatever its names and values are called', () => {
    const word = fc.stringMatching(/^[a-z]\w{0,5}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.string(),
        fc.constantFrom('=', ' = ', ' =', '=  '),
        (name, value, stream, equals) => {
          const request = {
            TableName: 'Log',
            KeyConditionExpression: `#${name}${equals}:${value} AND version >= :${value}v`,
            ExpressionAttributeNames: { [`#${name}`]: 'stream' },
            ExpressionAttributeValues: { [`:${value}`]: { S: stream }, [`:${value}v`]: { N: '1' } },
          };
          expect(calls('Query', request)).toEqual([on('Query', [stream])]);
        },
      ),
    );
  });

  it('is on the index that it asks, with the key of that index', () => {
    const request = { TableName: 'Log', ExpressionAttributeValues: { ':a': { S: 'ann' } } };
    const actor = { ...request, IndexName: 'byActor', KeyConditionExpression: 'actor = :a' };
    expect(calls('Query', actor)).toEqual([on('Query', ['ann'], `${LOG}/index/byActor`)]);
    const time = { ...request, IndexName: 'byTime', KeyConditionExpression: 'stream = :a' };
    expect(calls('Query', time)).toEqual([on('Query', ['ann'], `${LOG}/index/byTime`)]);
    expect(calls('Scan', { TableName: 'Log', IndexName: 'byTime' })).toEqual([
      { action: 'dynamodb:Scan', resources: [`${LOG}/index/byTime`], conditionKeys: {} },
    ]);
  });

  it('has no leading key for a Scan', () => {
    expect(calls('Scan', { TableName: 'Log' })).toEqual([
      { action: 'dynamodb:Scan', resources: [LOG], conditionKeys: {} },
    ]);
  });

  it('is never without a key where DynamoDB wants one, since a condition on none would hold', () => {
    expect(calls('Query', { TableName: 'Log', KeyConditionExpression: 'nonsense' })).toEqual([
      on('Query', ['']),
    ]);
    expect(calls('PutItem', { TableName: 'Unknown', Item: key })).toEqual([
      on('PutItem', [''], LOG.replace('Log', 'Unknown')),
    ]);
    expect(calls('GetItem', {})).toEqual([on('GetItem', [''], LOG.replace('Log', ''))]);
  });

  it('is one action for a batch, with the keys of all its items', () => {
    const Keys = [key, { ...key, version: { N: '2' } }, { stream: { S: 'iam/role#1' }, version: { N: '1' } }];
    expect(calls('BatchGetItem', { RequestItems: { Log: { Keys } } })).toEqual([
      on('BatchGetItem', ['iam/user#1', 'iam/role#1']),
    ]);
    const Log = [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: { stream: { S: 'x' } } } }];
    expect(calls('BatchWriteItem', { RequestItems: { Log } })).toEqual([
      on('BatchWriteItem', ['iam/user#1', 'x']),
    ]);
  });

  it.each([
    ['TransactWriteItems', 'Put', 'PutItem', { Item: key }],
    ['TransactWriteItems', 'Update', 'UpdateItem', { Key: key }],
    ['TransactWriteItems', 'Delete', 'DeleteItem', { Key: key }],
    ['TransactWriteItems', 'ConditionCheck', 'ConditionCheckItem', { Key: key }],
    ['TransactGetItems', 'Get', 'GetItem', { Key: key }],
  ])('is for a %s the action of each part: %s', (operation, part, action, request) => {
    const expected = on(action, ['iam/user#1']);
    expect(calls(operation, { TransactItems: [{ [part]: { TableName: 'Log', ...request } }] })).toEqual([
      { ...expected, conditionKeys: { ...expected.conditionKeys, [ENCLOSING_OPERATION]: [operation] } },
    ]);
  });

  it('is on all tables for what names none', () => {
    expect(calls('ListTables', {})).toEqual([
      { action: 'dynamodb:ListTables', resources: ['*'], conditionKeys: {} },
    ]);
    expect(calls('DescribeTable', { TableName: 'Log' })).toMatchObject([{ resources: [LOG] }]);
    expect(calls('TagResource', { ResourceArn: LOG })).toMatchObject([{ resources: [LOG] }]);
  });

  it('is on the stream of a table, whatever the emulator calls it', () => {
    const StreamArn = 'arn:aws:dynamodb:dynoxide:000000000000:table/Log/stream/2026-01-01T00:00:00.000';
    const stream = (operation: string, request: JsonObject): AwsCall[] =>
      dynamoDbCalls(`DynamoDBStreams_20120810.${operation}`, request, schema);
    expect(stream('DescribeStream', { StreamArn })).toEqual([
      { action: 'dynamodb:DescribeStream', resources: [`${LOG}/stream/local`], conditionKeys: {} },
    ]);
    expect(stream('ListStreams', { TableName: 'Log' })).toMatchObject([{ resources: [`${LOG}/stream/*`] }]);
    expect(stream('GetRecords', { ShardIterator: 'opaque' })).toMatchObject([{ resources: ['*'] }]);
  });
});
