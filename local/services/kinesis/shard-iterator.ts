import { AwsError } from '../aws-json/aws-error';
import { isSequenceNumber } from './sequence-number';

/** A position in a shard; opaque to clients, holds no state here and never expires. */
export interface ShardIterator {
  readonly stream: string;
  readonly shard: string;
  /** The sequence number after which the next reading begins. */
  readonly after: string;
}

export function encodeIterator({ stream, shard, after }: ShardIterator): string {
  return Buffer.from(JSON.stringify([stream, shard, after])).toString('base64');
}

export function decodeIterator(token: string): ShardIterator {
  const [stream, shard, after] = parse(token);
  if (stream !== undefined && shard !== undefined && after !== undefined && isSequenceNumber(after)) {
    return { stream, shard, after };
  }
  throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.');
}

function parse(token: string): readonly (string | undefined)[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    return Array.isArray(parsed) ? parsed.map((part) => (typeof part === 'string' ? part : undefined)) : [];
  } catch {
    return []; // not one of ours: decodeIterator refuses it
  }
}
