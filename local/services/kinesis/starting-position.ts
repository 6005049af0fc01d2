import { AwsError } from '../aws-json/aws-error';
import { optionalNumber, text, type Input } from '../aws-json/input';
import type { Shard } from './kinesis-stream';
import { BEFORE_ALL, isSequenceNumber, justBefore } from './sequence-number';

/** How the members are called that say where a reading begins. */
export interface PositionMembers {
  readonly type: string;
  readonly sequenceNumber: string;
}

/** The sequence number after which the reading that a request asks for begins. */
export function startAfter(input: Input, shard: Shard, members: PositionMembers): string {
  const type = text(input, members.type);
  switch (type) {
    case 'TRIM_HORIZON':
      return BEFORE_ALL;
    case 'LATEST':
      return shard.lastSequence;
    case 'AFTER_SEQUENCE_NUMBER':
      return startingSequence(input, members.sequenceNumber);
    case 'AT_SEQUENCE_NUMBER':
      return justBefore(startingSequence(input, members.sequenceNumber));
    case 'AT_TIMESTAMP': {
      const first = shard.log.firstSince(timestampOf(input));
      return first === undefined ? shard.lastSequence : justBefore(first.sequenceNumber);
    }
    default:
      throw new AwsError('ValidationException', `"${type}" is no ${members.type}.`);
  }
}

function startingSequence(input: Input, member: string): string {
  const value = text(input, member);
  if (isSequenceNumber(value)) return value;
  throw new AwsError('InvalidArgumentException', `Invalid ${member}: ${value}.`);
}

/** @returns milliseconds since the epoch; the protocol carries seconds */
function timestampOf(input: Input): number {
  const seconds = optionalNumber(input, 'Timestamp');
  if (seconds === undefined) {
    throw new AwsError('InvalidArgumentException', 'AT_TIMESTAMP needs a Timestamp.');
  }
  if (seconds * 1000 > Date.now()) {
    throw new AwsError('InvalidArgumentException', 'The Timestamp must not be later than now.');
  }
  return seconds * 1000;
}
