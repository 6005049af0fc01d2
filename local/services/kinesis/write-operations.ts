import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { objects, optionalText, text, type Input } from '../aws-json/input';
import { isHashKey } from './hash-range';
import type { Appended, NewRecord, StreamSettings } from './kinesis-stream';
import { namedStream } from './named-stream';
import type { StreamStore } from './stream-store';

/** "PutRecords", Kinesis API reference. The throughput of a shard (1,000 records and 1 MB a second) is not limited here. */
const MAX_RECORDS = 500;
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

export function writeOperations(store: StreamStore): Operations {
  return {
    PutRecord: (input) => {
      const stream = namedStream(store, input);
      return { ...placed(store.append(stream, newRecord(input, stream.settings))), EncryptionType: 'NONE' };
    },

    PutRecords: (input) => {
      const stream = namedStream(store, input);
      const entries = objects(input, 'Records');
      if (entries.length < 1 || entries.length > MAX_RECORDS) {
        throw invalid(
          'ValidationException',
          `Records has ${entries.length} entries; 1 to ${MAX_RECORDS} may be put.`,
        );
      }
      // The whole request is checked before anything is stored: AWS refuses it as a whole, too.
      const records = entries.map((entry) => newRecord(entry, stream.settings));
      if (records.reduce((sum, record) => sum + sizeOf(record), 0) > MAX_REQUEST_BYTES) {
        throw invalid('InvalidArgumentException', 'Records size exceeds 10 MiB limit.');
      }
      const Records = records.map((record) => placed(store.append(stream, record)));
      return { FailedRecordCount: 0, Records, EncryptionType: 'NONE' };
    },
  };
}

function newRecord(input: Input, { maxRecordBytes }: StreamSettings): NewRecord {
  const record = {
    partitionKey: text(input, 'PartitionKey'),
    data: text(input, 'Data'),
    explicitHashKey: optionalText(input, 'ExplicitHashKey'),
  };
  const { partitionKey, explicitHashKey } = record;
  if (partitionKey.length < 1 || partitionKey.length > 256) {
    throw invalid(
      'ValidationException',
      `PartitionKey has ${partitionKey.length} characters; it may have 1 to 256.`,
    );
  }
  if (explicitHashKey !== undefined && !isHashKey(explicitHashKey)) {
    throw invalid('InvalidArgumentException', `Invalid ExplicitHashKey: ${explicitHashKey}.`);
  }
  if (sizeOf(record) > maxRecordBytes) {
    throw invalid(
      'ValidationException',
      `A record of ${sizeOf(record)} bytes is over the limit of ${maxRecordBytes}.`,
    );
  }
  return record;
}

function sizeOf({ data, partitionKey }: NewRecord): number {
  return Buffer.byteLength(data, 'base64') + Buffer.byteLength(partitionKey);
}

function placed({ shard, record }: Appended): object {
  return { ShardId: shard.id, SequenceNumber: record.sequenceNumber };
}

function invalid(type: string, message: string): AwsError {
  return new AwsError(type, message);
}
