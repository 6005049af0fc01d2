import { table, type Table } from './table';

/**
 * Two projections that show the same in two shapes, and of which queries read one at a time: the one that there was, until
 * `npm run consumers -- switch` says otherwise.
 */
export interface ReadSwitch<From extends string = string, To extends string = string> {
  readonly from: From;
  readonly to: To;
}

/**
 * Declares that a projection gets a successor beside it.
 *
 * @example
 * export const usersSwitch = readSwitch('iam/users', 'iam/users-by-name');
 */
export function readSwitch<const From extends string, const To extends string>(
  from: From,
  to: To,
): ReadSwitch<From, To> {
  return { from, to };
}

/** Which of two projections is read; no row while it is the first. */
export interface SwitchRow {
  /** Name of the first. */
  readonly projection: string;
  /** Name of the one that is read. */
  readonly reads: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The table of a context's switches. @param name its logical id: `IamSwitchesTable` */
export function switchesTable(name: string): Table<SwitchRow> {
  return table<SwitchRow>()(name, { key: ['projection'] });
}
