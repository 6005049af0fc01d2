import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Bytes that one write unit pays for. */
export const WRITE_UNIT = 1024;
/** Bytes that an item can have ("Service, account, and table quotas in Amazon DynamoDB"). */
export const LARGEST_ITEM = 400 * 1024;

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
