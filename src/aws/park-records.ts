import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Park } from '../eventsourcing/consuming/delivery/batch';
import { sendableJson } from '../eventsourcing/log/sendable-json';

/** What waits in the dead-letter queue for a person, as JSON: a record that no function can read. */
export interface ParkedRecord {
  /** Logical id of the function that could not read it. */
  readonly function: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly parkedAt: string;
  /** The record as Lambda handed it over, as JSON; the beginning of it when it is long. */
  readonly record: string;
}

/** Of the record and of the reason; even if each takes 6 bytes, both fit into a message of 1 MiB. */
const MOST_CHARACTERS = 128 * 1024;
const MOST_OF_REASON = 1024;

/** Parks records in a standard queue. @throws what the SDK throws */
export function parkIn(client: SQSClient, QueueUrl: string, functionId: string): Park<object> {
  return async (record, reason) => {
    const parked: ParkedRecord = {
      function: functionId,
      reason: reason.slice(0, MOST_OF_REASON),
      parkedAt: new Date().toISOString(),
      record: JSON.stringify(record).slice(0, MOST_CHARACTERS),
    };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: sendableJson(parked) }));
  };
}
