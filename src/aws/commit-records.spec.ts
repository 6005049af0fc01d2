import type { DynamoDBRecord, KinesisStreamRecord, SQSRecord } from 'aws-lambda';
import { labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { toItem } from './commit-item';
import { fromDynamoRecord, fromKinesisRecord, fromQueueRecord } from './commit-records';

const commit = commitOf('shop/box#1', 3, labelled('Spielzeug für 李小龍 👩‍👩‍👧'));

const kinesisRecord = (text: string): KinesisStreamRecord =>
  ({ kinesis: { data: Buffer.from(text).toString('base64') } }) as KinesisStreamRecord;
const queueRecord = (body: string): SQSRecord => ({ body }) as SQSRecord;

describe('a record of the stream of the log', () => {
  const record = (eventName: DynamoDBRecord['eventName']): DynamoDBRecord =>
    ({ eventName, dynamodb: { NewImage: toItem(commit), SequenceNumber: '1' } }) as DynamoDBRecord;

  it('tells of the commit that was inserted', () => {
    expect(fromDynamoRecord(record('INSERT'))).toEqual(commit);
  });

  it.each(['MODIFY', 'REMOVE'] as const)(
    'means nothing when it tells of a repair by hand: %s',
    (eventName) => {
      expect(fromDynamoRecord(record(eventName))).toBeUndefined();
    },
  );

  it.each([
    ['no image', { eventName: 'INSERT', dynamodb: {} }],
    ['nothing', { eventName: 'INSERT' }],
    ['another item', { eventName: 'INSERT', dynamodb: { NewImage: { id: { S: 'one' } } } }],
  ] as [string, DynamoDBRecord][])('is broken with %s in it', (_, broken) => {
    expect(() => fromDynamoRecord(broken)).toThrow(TypeError);
  });
});

describe.each([
  ['a record of the Kinesis stream', (text: string) => fromKinesisRecord(kinesisRecord(text))],
  ['a message of a queue', (text: string) => fromQueueRecord(queueRecord(text))],
])('%s', (_, read) => {
  it('holds a commit', () => {
    expect(read(JSON.stringify(commit))).toEqual(commit);
  });

  it.each([
    ['no JSON', 'hello', SyntaxError],
    ['nothing', '', SyntaxError],
    ['null', 'null', TypeError],
    ['a number', '7', TypeError],
    ['a list', '[]', TypeError],
    ['no stream', JSON.stringify({ ...commit, stream: undefined }), TypeError],
    ['half a version', JSON.stringify({ ...commit, version: 1.5 }), TypeError],
    ['a version as text', JSON.stringify({ ...commit, version: '3' }), TypeError],
    ['no events', JSON.stringify({ ...commit, events: undefined }), TypeError],
    ['a stream that is none', JSON.stringify({ ...commit, stream: 'shop/box' }), TypeError],
  ])('is broken with %s in it', (_what, text, error) => {
    expect(() => read(text)).toThrow(error);
  });
});
