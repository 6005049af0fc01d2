import { kindOf, type JsonRow } from './json-row';

/** The columns of a row that hold text: only they can be part of a key. */
export type TextColumn<R extends object> = {
  [K in keyof R & string]: R[K] extends string ? K : never;
}[keyof R & string];

/** A secondary index: a second way to find a table's rows, in the order of its sort attribute. */
export interface Index<R extends object = object> {
  readonly partition: TextColumn<R>;
  readonly sort: TextColumn<R>;
}

/**
 * A read table: its logical id in template.yaml, the attributes of its key and its indexes. Name and indexes are part
 * of its type, so that using one that is not declared does not compile.
 */
export interface Table<
  R extends object = object,
  Name extends string = string,
  IndexName extends string = string,
> {
  /** Logical id in template.yaml. */
  readonly name: Name;
  /** Partition key, then the sort key if there is one; their values are strings. */
  readonly key: readonly string[];
  /** By name; the values of their attributes are strings. */
  readonly indexes: Readonly<Record<IndexName, Readonly<Record<keyof Index, string>>>>;
  /** Never set: carries the type of the rows. */
  readonly row?: R;
}

export type RowOf<T extends Table> = NonNullable<T['row']>;

/**
 * Declares a read table for rows of a type.
 *
 * @example
 * const userRolesTable = table<UserRoleRow>()('IamUserRolesTable', { key: ['userId', 'roleId'] });
 */
export function table<R extends JsonRow<R> & object>() {
  return <const Name extends string, const IndexName extends string = never>(
    name: Name,
    declared: {
      readonly key: readonly [TextColumn<R>, TextColumn<R>?];
      readonly indexes?: Readonly<Record<IndexName, Index<R>>>;
    },
  ): Table<R, Name, IndexName> => ({
    name,
    key: declared.key.filter((attribute) => attribute !== undefined),
    indexes: declared.indexes ?? ({} as Record<IndexName, Index<R>>),
  });
}

/** Values of a row's key attributes. */
export type Key = Readonly<Record<string, string>>;

/** Bytes that DynamoDB takes as a key, at most (Developer Guide, Quotas). */
const LONGEST = { partition: 2048, sort: 1024 };

/**
 * The attributes by which a row has its place in a table, or in one of its indexes, with the bytes that each can have:
 * partition key, then sort key; those of an index are followed by the table's own.
 *
 * @throws TypeError when the table has no such index
 */
export function keyLimits(table: Table, index?: string): ReadonlyMap<string, number> {
  const [partition = '', sort] = table.key;
  const own: [string, number][] = [[partition, LONGEST.partition]];
  if (sort !== undefined) own.push([sort, LONGEST.sort]);
  if (index === undefined) return new Map(own);
  const declared = indexOf(table, index);
  const limits = new Map([
    [declared.partition, LONGEST.partition],
    [declared.sort, LONGEST.sort],
  ]);
  for (const [column, longest] of own) limits.set(column, Math.min(longest, limits.get(column) ?? longest));
  return limits;
}

/** @throws TypeError when the table has no such index */
export function indexOf({ name, indexes }: Table, index: string): Readonly<Record<keyof Index, string>> {
  const declared = Object.hasOwn(indexes, index) ? indexes[index] : undefined;
  if (declared) return declared;
  const known = Object.keys(indexes).join(', ');
  throw new TypeError(`${name} has no index ${index}, but ${known || 'none'}: declare it with the table.`);
}

/**
 * The key of a row, or its place in an index.
 *
 * @throws TypeError when an attribute of it is not text, empty or too long
 */
export function keyOf<R extends object>(table: Table<R>, row: Partial<R>, index?: string): Key {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...keyLimits(table, index)].map(([column, longest]): [string, string] => {
      const value = values[column];
      checkKeyValue(table, column, value, longest);
      return [column, value];
    }),
  );
}

/** @throws TypeError for what cannot be part of a key: all but text of 1 to `longest` bytes */
export function checkKeyValue(
  table: Table,
  column: string,
  value: unknown,
  longest: number,
): asserts value is string {
  if (typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= longest) return;
  const found = typeof value === 'string' ? `text of ${Buffer.byteLength(value)} bytes` : kindOf(value);
  const fix = `a key takes text of 1 to ${longest} bytes.`;
  throw new TypeError(`${column} in a row of ${table.name} is ${found}; ${fix}`);
}
