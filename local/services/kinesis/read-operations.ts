import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalNumber, text, type Input } from '../aws-json/input';
import { namedShard } from './describe-operations';
import type { Shard } from './kinesis-stream';
import { namedStream } from './named-stream';
import { BEFORE_ALL, isSequenceNumber, justBefore } from './sequence-number';
import { decodeIterator, encodeIterator } from './shard-iterator';
import type { StoredRecord } from './shard-log';
import type { StreamStore } from './stream-store';

/** "GetRecords", Kinesis API reference. Reads per second are not limited here. */
const MAX_RECORDS = 10_000;
const MAX_BYTES = 10 * 1024 * 1024;

export function readOperations(store: StreamStore): Operations {
  return {
    GetShardIterator: (input) => {
      const stream = namedStream(store, input);
      const shard = namedShard(stream, text(input, 'ShardId'));
      store.dropExpired(shard);
      const position = { stream: stream.settings.name, shard: shard.id, after: startAfter(input, shard) };
      return { ShardIterator: encodeIterator(position) };
    },

    GetRecords: (input) => {
      const iterator = decodeIterator(text(input, 'ShardIterator'));
      const shard = namedShard(store.get(iterator.stream), iterator.shard);
      store.dropExpired(shard);
      const limit = boundedInteger(input, 'Limit', 1, MAX_RECORDS, MAX_RECORDS);
      const { records, next } = shard.log.read(iterator.after, limit, MAX_BYTES);
      const after = records.at(-1)?.sequenceNumber ?? iterator.after;
      return {
        Records: records.map(wireRecord),
        NextShardIterator: encodeIterator({ ...iterator, after }),
        MillisBehindLatest: next === undefined ? 0 : Math.max(1, Date.now() - next.arrival),
      };
    },
  };
}

/** The sequence number after which the reading that a `GetShardIterator` asks for begins. */
function startAfter(input: Input, shard: Shard): string {
  const type = text(input, 'ShardIteratorType');
  switch (type) {
    case 'TRIM_HORIZON':
      return BEFORE_ALL;
    case 'LATEST':
      return shard.lastSequence;
    case 'AFTER_SEQUENCE_NUMBER':
      return startingSequence(input);
    case 'AT_SEQUENCE_NUMBER':
      return justBefore(startingSequence(input));
    case 'AT_TIMESTAMP': {
      const first = shard.log.firstSince(timestampOf(input));
      return first === undefined ? shard.lastSequence : justBefore(first.sequenceNumber);
    }
    default:
      throw new AwsError('ValidationException', `"${type}" is no ShardIteratorType.`);
  }
}

function startingSequence(input: Input): string {
  const value = text(input, 'StartingSequenceNumber');
  if (isSequenceNumber(value)) return value;
  throw new AwsError('InvalidArgumentException', `Invalid StartingSequenceNumber: ${value}.`);
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

function wireRecord({ sequenceNumber, arrival, partitionKey, data }: StoredRecord): object {
  return {
    SequenceNumber: sequenceNumber,
    ApproximateArrivalTimestamp: arrival / 1000,
    PartitionKey: partitionKey,
    Data: data,
  };
}
