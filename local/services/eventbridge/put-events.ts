import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { objects, optionalNumber, optionalText, texts, type Input } from '../aws-json/input';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../local-account';
import { namedBus, type EventBuses } from './event-bus';
import type { Delivery } from './delivery';
import { parseJsonObject, type JsonObject } from './json';

/** "PutEvents", EventBridge API reference, and "Calculating PutEvents event entry size" in the user guide. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 1024 * 1024;

export function putEventsOperations(buses: EventBuses, delivery: Delivery): Operations {
  return {
    PutEvents: (input) => {
      const entries = objects(input, 'Entries');
      if (entries.length < 1 || entries.length > MAX_ENTRIES) {
        throw new AwsError(
          'ValidationException',
          `Entries has ${entries.length} members; it may have 1 to ${MAX_ENTRIES}.`,
        );
      }
      if (entries.reduce((sum, entry) => sum + entryBytes(entry), 0) > MAX_BYTES) {
        throw new AwsError(
          'ValidationException',
          'Total size of the entries in the request is over the limit.',
        );
      }
      const results = entries.map((entry) => put(buses, delivery, entry));
      return {
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      };
    },
  };
}

type Result = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** One bad entry does not hold up the others. */
function put(buses: EventBuses, delivery: Delivery, entry: Input): Result {
  try {
    const id = randomUUID();
    const event = newEvent(id, entry);
    // A bus that does not exist is most likely a mistake in the template, so it is not passed over.
    const { rules } = namedBus(buses, entry);
    for (const rule of rules.values()) {
      if (!rule.enabled || rule.matches?.(event) !== true) continue;
      for (const target of rule.targets.values()) delivery.send(target, event);
    }
    return { EventId: id };
  } catch (error) {
    if (error instanceof AwsError) return { ErrorCode: error.type, ErrorMessage: error.message };
    throw error;
  }
}

/** The envelope as targets see it ("Events in Amazon EventBridge", user guide). */
function newEvent(id: string, entry: Input): JsonObject {
  const source = required(entry, 'Source');
  if (source.startsWith('aws.'))
    throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detailType = required(entry, 'DetailType');
  const detail = parseJsonObject(required(entry, 'Detail'));
  if (detail === undefined) throw new AwsError('MalformedDetail', 'Detail is malformed.');
  const seconds = optionalNumber(entry, 'Time');
  const time = seconds === undefined ? new Date() : new Date(seconds * 1000);
  return {
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account: LOCAL_ACCOUNT,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region: LOCAL_REGION,
    resources: entry.Resources === undefined ? [] : texts(entry, 'Resources'),
    detail,
  };
}

function required(entry: Input, member: string): string {
  const value = optionalText(entry, member);
  if (value !== undefined && value !== '') return value;
  throw new AwsError(
    'InvalidArgument',
    `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
  );
}

function entryBytes(entry: Input): number {
  const resources = entry.Resources === undefined ? [] : texts(entry, 'Resources');
  const members = ['Source', 'DetailType', 'Detail'].map((member) => optionalText(entry, member) ?? '');
  const bytes = [...members, ...resources].reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  return bytes + (entry.Time === undefined ? 0 : 14);
}
