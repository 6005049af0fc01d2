import { isPlain, isStorable, kindOf } from './json-row';
import { checkKeyValue, keyLimits, type Table } from './table';

/** Bytes that a row can have, and how deep it can be nested (DynamoDB Developer Guide, Quotas). */
const LARGEST_ROW = 400 * 1024;
const DEEPEST = 32;
/** Bytes of the longest number. */
const NUMBER = 21;

/**
 * Refuses what no type can: all that JSON or DynamoDB does not take, and index keys that are empty or too long.
 *
 * @returns the row
 * @throws TypeError that names the table, the column and what is wrong with its value
 */
export function checkedRow<R extends object>(table: Table, row: R): R {
  if (!isPlain(row)) throw new TypeError(`A row of ${table.name} is ${kindOf(row)}; make it a plain object.`);
  const bytes = bytesOf(table, '', row, 0);
  if (bytes > LARGEST_ROW) {
    throw new TypeError(`A row of ${table.name} has ${bytes} bytes; ${LARGEST_ROW} is the most: split it.`);
  }
  checkKeys(table, row);
  return row;
}

/** The table's own key must be there; a row that lacks the key of an index is just not in the index. */
function checkKeys(table: Table, row: object): void {
  const values = row as Readonly<Record<string, unknown>>;
  for (const [column, longest] of keyLimits(table)) checkKeyValue(table, column, values[column], longest);
  for (const index of Object.keys(table.indexes)) {
    for (const [column, longest] of keyLimits(table, index)) {
      if (Object.hasOwn(values, column)) checkKeyValue(table, column, values[column], longest);
    }
  }
}

/**
 * Bytes of a value, at most, as DynamoDB counts them ("DynamoDB item sizes and formats").
 *
 * @param column path of the value, for the message
 * @throws TypeError for what is no JSON
 */
function bytesOf(table: Table, column: string, value: unknown, depth: number): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'boolean' || value === null) return 1;
  if (typeof value === 'number' && isStorable(value)) return NUMBER;
  if (Array.isArray(value) || isPlain(value)) return bytesInside(table, column, value, depth);
  throw new TypeError(`${column} in a row of ${table.name} is ${kindOf(value)}; rows hold JSON alone.`);
}

function bytesInside(table: Table, column: string, value: object, depth: number): number {
  if (depth > DEEPEST) {
    throw new TypeError(`${column} in a row of ${table.name} is nested too deep; flatten it.`);
  }
  const parts = Array.isArray(value)
    ? // `Array.from` shows the holes of a sparse array, which are undefined.
      Array.from(value as readonly unknown[], (item, index) => [`[${index}]`, 0, item] as const)
    : Object.entries(value).map(([name, field]) => {
        return [column === '' ? name : `.${name}`, Buffer.byteLength(name), field as unknown] as const;
      });
  return parts.reduce((sum, [path, bytes, part]) => {
    return sum + 1 + bytes + bytesOf(table, `${column}${path}`, part, depth + 1);
  }, 3);
}
