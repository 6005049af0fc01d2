import { table, type Key, type Table } from './table';

/** A row of a tally: a part of a counter's sum, or what one stream has added to the counters. */
export interface TallyRow {
  readonly counter: string;
  readonly part: string;
}

/** A part of a counter's sum. Parts may be below zero; their sum is what counts. */
export interface SumRow extends TallyRow {
  readonly total: number;
}

export type TallyTable = Table<TallyRow>;

/**
 * Parts of each counter's sum. Two functions that change one row at the same time make each other wait, so each of them
 * picks a part of its own.
 */
export const PARTS = 16;

/**
 * Declares the table of a tally: its counters and what each stream has added to them. They are in one table, so that
 * emptying or restoring it takes neither back without the other.
 *
 * @example
 * export const roleHoldersTable = tallyTable('IamRoleHoldersTable');
 */
export function tallyTable<const Name extends string>(name: Name): Table<TallyRow, Name> {
  return table<TallyRow>()(name, { key: ['counter', 'part'] });
}

const STREAM = 'stream ';
const SUM = 'sum ';

/** Where a tally keeps what a stream has added. @param id of the aggregate */
export function shareKey(id: string): Key & TallyRow {
  return { counter: `${STREAM}${id}`, part: 'share' };
}

/** The aggregate whose share a row is; undefined for a part of a sum. */
export function aggregateOfShare({ counter }: TallyRow): string | undefined {
  return counter.startsWith(STREAM) ? counter.slice(STREAM.length) : undefined;
}

/** @param part from 0 on, below `PARTS` */
export function sumKey(counter: string, part: number): Key & TallyRow {
  return { counter: `${SUM}${counter}`, part: String(part).padStart(2, '0') };
}

/** The counter that a row is a part of; undefined for a stream's share. */
export function counterOfSum({ counter }: TallyRow): string | undefined {
  return counter.startsWith(SUM) ? counter.slice(SUM.length) : undefined;
}
