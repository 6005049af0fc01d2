import { createHash } from 'node:crypto';
import { oneLine } from '../report';
import type { ColumnDifference, Difference } from './difference';
import type { Mended } from './mend';
import type { Verified } from './verification';

/** What was done with it, at the end of its line. */
export const DONE: Readonly<Record<Mended, string>> = {
  rung: ' - rung',
  deleted: ' - deleted',
  moved: ' - changed meanwhile',
  left: ' - left',
};

/** One line for a difference; without what rows hold, unless that may be shown. */
export function describeDifference(
  { kind, stream, table, key, seen, columns = [], note }: Difference,
  showValues: boolean,
  done?: Mended,
): string {
  const values = key && JSON.stringify(Object.values(key));
  const row = values === undefined ? '' : ` ${showValues ? values : digestOf(values)}`;
  const version = seen ? ` at version ${versionOf(seen.version)}` : '';
  const differing = columns.map((each) => describeColumn(each, showValues)).join(', ');
  const more = [differing, note ?? ''].filter(Boolean).join(', ');
  const line = `${kind} ${table}${row} of ${stream}${version}${more && `: ${more}`}`;
  return oneLine(`${line}${done ? DONE[done] : ''}`);
}

/** The last line. */
export function describeVerified({ streams, rows, details, differences }: Verified): string {
  return `streams: ${streams}, rows: ${rows}, detail rows: ${details}, differences: ${differences}`;
}

function describeColumn({ column, stored, expected }: ColumnDifference, showValues: boolean): string {
  if (!showValues) return column;
  return `${column} is ${textOf(stored)} instead of ${textOf(expected)}`;
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** A damaged version may be anything, also a value that was not meant to be shown. */
function versionOf(version: unknown): string {
  return typeof version === 'number' ? String(version) : 'unknown';
}

/** Enough to tell two apart and to find one again. */
export function digestOf(values: string): string {
  return `(sha256 ${createHash('sha256').update(values).digest('hex').slice(0, 8)})`;
}
