import type { DynamoDBRecord, KinesisStreamRecord, SQSRecord } from 'aws-lambda';
import type { Commit } from '../eventsourcing/log/commit';
import { parseStream } from '../eventsourcing/log/stream';
import { fromItem, type Item } from './commit-item';

/** The commit that a record of the log's stream tells of; nothing for a removal, which only a repair by hand makes. */
export function fromDynamoRecord({ eventName, dynamodb }: DynamoDBRecord): Commit | undefined {
  if (eventName !== 'INSERT') return undefined;
  return fromItem((dynamodb?.NewImage ?? {}) as Item);
}

export function fromKinesisRecord({ kinesis }: KinesisStreamRecord): Commit {
  return parse(Buffer.from(kinesis.data, 'base64').toString());
}

export function fromQueueRecord({ body }: SQSRecord): Commit {
  return parse(body);
}

/** @throws SyntaxError, TypeError when it is not a commit */
function parse(text: string): Commit {
  const commit = JSON.parse(text) as Partial<Commit> | null;
  if (
    typeof commit?.stream === 'string' &&
    Number.isInteger(commit.version) &&
    Array.isArray(commit.events)
  ) {
    parseStream(commit.stream);
    return commit as Commit;
  }
  throw new TypeError('The message is not a commit: stream, version or events is missing.');
}
