import type { DynamoDBRecord, KinesisStreamRecord, SQSRecord } from 'aws-lambda';
import { parseStream, type Commit } from '../eventsourcing/log/commit';
import { isReplayId, type Envelope } from '../eventsourcing/consuming/delivery/envelope';
import { fromItem, type Item } from './commit-item';

/** The commit that a record of the log's stream tells of; nothing for a removal, which only a repair by hand makes. */
export function fromDynamoRecord({ eventName, dynamodb }: DynamoDBRecord): Commit | undefined {
  if (eventName !== 'INSERT') return undefined;
  return fromItem((dynamodb?.NewImage ?? {}) as Item);
}

export function fromKinesisRecord({ kinesis }: KinesisStreamRecord): Envelope {
  return parse(Buffer.from(kinesis.data, 'base64').toString());
}

/** Whether it is a replay matters to the queue alone. */
export function fromQueueRecord({ body }: Pick<SQSRecord, 'body'>): Commit {
  return parse(body).commit;
}

/** @throws SyntaxError, TypeError when it is not a commit in its envelope */
function parse(text: string): Envelope {
  const { commit, replayId } = (JSON.parse(text) ?? {}) as { commit?: Partial<Commit>; replayId?: unknown };
  if (
    typeof commit?.stream !== 'string' ||
    !Number.isInteger(commit.version) ||
    !Array.isArray(commit.events)
  ) {
    throw new TypeError('The message holds no commit: stream, version or events is missing.');
  }
  parseStream(commit.stream);
  if (replayId === undefined) return { commit: commit as Commit };
  if (isReplayId(replayId)) return { commit: commit as Commit, replayId };
  throw new TypeError('The replay id of the message is not 1 to 64 letters, digits and hyphens.');
}
