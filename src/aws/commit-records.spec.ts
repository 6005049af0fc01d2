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
  ['a record of the Kinesis stream', (text: string) => fromKinesisRecord(kinesisRecord(text)).commit],
  ['a message of a queue', (text: string) => fromQueueRecord(queueRecord(text))],
])('%s', (_, read) => {
  const textOf = (envelope: unknown): string => JSON.stringify(envelope);

  it('holds a commit in its envelope', () => {
    expect(read(textOf({ commit }))).toEqual(commit);
    expect(read(textOf({ commit, replayId: 'rebuild-7' }))).toEqual(commit);
  });

  it.each([
    ['no JSON', 'hello', SyntaxError],
    ['nothing', '', SyntaxError],
    ['null', 'null', TypeError],
    ['a number', '7', TypeError],
    ['a list', '[]', TypeError],
    ['a commit without its envelope', textOf(commit), TypeError],
    ['null for a commit', textOf({ commit: null }), TypeError],
    ['no stream', textOf({ commit: { ...commit, stream: undefined } }), TypeError],
    ['half a version', textOf({ commit: { ...commit, version: 1.5 } }), TypeError],
    ['a version as text', textOf({ commit: { ...commit, version: '3' } }), TypeError],
    ['no events', textOf({ commit: { ...commit, events: undefined } }), TypeError],
    ['a stream that is none', textOf({ commit: { ...commit, stream: 'shop/box' } }), TypeError],
    ['a replay id with spaces', textOf({ commit, replayId: 'all of it' }), TypeError],
    ['a replay id without an end', textOf({ commit, replayId: 'a'.repeat(65) }), TypeError],
    ['a number for a replay id', textOf({ commit, replayId: 7 }), TypeError],
  ])('is broken with %s in it', (_what, text, error) => {
    expect(() => read(text)).toThrow(error);
  });
});

it('a record of the Kinesis stream hands the id of a replay on', () => {
  const envelope = { commit, replayId: 'rebuild-7' };
  expect(fromKinesisRecord(kinesisRecord(JSON.stringify(envelope)))).toEqual(envelope);
  expect(fromKinesisRecord(kinesisRecord(JSON.stringify({ commit })))).toEqual({ commit });
});
