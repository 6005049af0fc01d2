import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Commit, CommittedEvent } from '../eventsourcing/log/commit';

export type Item = Record<string, AttributeValue>;

/** Bytes that one write unit pays for. */
export const WRITE_UNIT = 1024;
/** Bytes that an item can have ("Service, account, and table quotas in Amazon DynamoDB"). */
export const LARGEST_ITEM = 400 * 1024;

/** In their canonical form, the only one that survives being stored as 16 bytes. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A commit as an item of the event log. The key is `stream` and `version`; the events are one JSON string, which is
 * smaller than DynamoDB's own maps, comes back exactly as it went in and can be read in the console. Ids and the time
 * are packed, since what they leave of a KB that is paid for is where a snapshot fits.
 */
export function toItem(commit: Commit): Item {
  return {
    stream: { S: commit.stream },
    version: { N: String(commit.version) },
    commitId: packedId(commit.commitId),
    committedAt: packedTime(commit.committedAt),
    actor: { S: commit.actor },
    correlationId: packedId(commit.correlationId),
    causationId: packedId(commit.causationId),
    events: { S: JSON.stringify(commit.events) },
  };
}

/** @throws TypeError when an attribute is missing: the item is not a commit */
export function fromItem(item: Readonly<Item>): Commit {
  return {
    stream: textOf(item, 'stream'),
    version: Number(textOf(item, 'version')),
    commitId: commitIdOf(item),
    committedAt: timeOf(item, 'committedAt'),
    actor: textOf(item, 'actor'),
    correlationId: textOf(item, 'correlationId'),
    causationId: textOf(item, 'causationId'),
    events: JSON.parse(textOf(item, 'events')) as CommittedEvent[],
  };
}

/** @throws TypeError when it is missing */
export function commitIdOf(item: Readonly<Item>): string {
  return textOf(item, 'commitId');
}

/** The bytes of a binary attribute: as base64 in the events that Lambda is called with, as they are elsewhere. */
export function bytesOf(item: Readonly<Item>, name: string): Uint8Array | undefined {
  const value: Uint8Array | string | undefined = item[name]?.B;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}

/** Any other id, such as API Gateway's for requests, stays text. */
function packedId(id: string): AttributeValue {
  return UUID.test(id) ? { B: Buffer.from(id.replaceAll('-', ''), 'hex') } : { S: id };
}

function packedTime(time: string): AttributeValue {
  const milliseconds = Date.parse(time);
  return isoOf(milliseconds) === time ? { N: String(milliseconds) } : { S: time };
}

function isoOf(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

function textOf(item: Readonly<Item>, name: keyof Commit): string {
  const bytes = bytesOf(item, name);
  const value = bytes ? uuidOf(bytes) : (item[name]?.S ?? item[name]?.N);
  if (value === undefined)
    throw new TypeError(`An item of the event log has no ${name}: it is not a commit.`);
  return value;
}

function timeOf(item: Readonly<Item>, name: keyof Commit): string {
  const value = textOf(item, name);
  return item[name]?.N === undefined ? value : new Date(Number(value)).toISOString();
}

function uuidOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/**
 * Bytes that DynamoDB bills for an item: names and values, by the rules of "DynamoDB item sizes and formats". For
 * attributes of the kinds that a commit has: text, binary and natural numbers.
 */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + attributeSize(name, value), 0);
}

export function attributeSize(name: string, value: AttributeValue): number {
  return Buffer.byteLength(name) + valueSize(value);
}

function valueSize({ S, N, B }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (B !== undefined) return B.byteLength;
  if (N !== undefined) return Math.ceil(N.replace(/0+$/u, '').length / 2) + 1;
  throw new TypeError('Only text, numbers and binary are weighed: a commit has nothing else.');
}
