import { isPlainObject, jsonFault, kindOf, type JsonObject, type JsonRules } from '../../kernel/json';

/** The columns of a row that hold text: only they can be part of a key. */
export type TextColumn<R extends object> = {
  [K in keyof R & string]: R[K] extends string ? K : never;
}[keyof R & string];

/** A secondary index: a second way to find a table's rows, in the order of its sort attribute. */
export interface Index<R extends object = object> {
  readonly partition: TextColumn<R>;
  readonly sort: TextColumn<R>;
  /**
   * `places` for an index of keys alone: a commit that leaves a row at its place writes no index, and who shows the row
   * reads it from the table. Whole rows without it: cheaper where more than about ten rows are shown for each commit.
   */
  readonly holds?: 'places';
}

/** An index as a table tells of it: names of columns, whatever its rows are. */
export interface DeclaredIndex {
  readonly partition: string;
  readonly sort: string;
  readonly holds?: 'places';
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
  readonly indexes: Readonly<Record<IndexName, DeclaredIndex>>;
  /** Never set: carries the type of the rows. */
  readonly row?: R;
}

export type RowOf<T extends Table> = NonNullable<T['row']>;

/**
 * Declares a read table for rows of a type. Rows are JSON: what DynamoDB would refuse, lose or give back as something
 * else does not compile.
 *
 * @example
 * const userRolesTable = table<UserRoleRow>()('IamUserRolesTable', { key: ['userId', 'roleId'] });
 */
export function table<R extends JsonObject<R> & object>() {
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
const LONGEST_KEY = { partition: 2048, sort: 1024 };

/**
 * The attributes by which a row has its place in a table, or in one of its indexes, with the bytes that each can have:
 * partition key, then sort key; those of an index are followed by the table's own.
 *
 * @throws TypeError when the table has no such index
 */
export function keyLimits(table: Table, index?: string): ReadonlyMap<string, number> {
  const [partition = '', sort] = table.key;
  const own: [string, number][] = [[partition, LONGEST_KEY.partition]];
  if (sort !== undefined) own.push([sort, LONGEST_KEY.sort]);
  if (index === undefined) return new Map(own);
  const declared = indexOf(table, index);
  const limits = new Map([
    [declared.partition, LONGEST_KEY.partition],
    [declared.sort, LONGEST_KEY.sort],
  ]);
  for (const [column, longest] of own) limits.set(column, Math.min(longest, limits.get(column) ?? longest));
  return limits;
}

/** @throws TypeError when the table has no such index */
export function indexOf({ name, indexes }: Table, index: string): DeclaredIndex {
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
function checkKeyValue(
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

/** Numbers nearer to zero than this are none to DynamoDB. */
const SMALLEST_NUMBER = 1e-130;

/** Bytes that a row can have, and how deep it can be nested (DynamoDB Developer Guide, Quotas). */
const LARGEST_ROW = 400 * 1024;
const DEEPEST = 32;
/** Bytes of the name of a field ("Naming rules", DynamoDB Developer Guide). */
const LONGEST_NAME = 64 * 1024 - 1;
/** Bytes of the longest number. */
const LARGEST_NUMBER = 21;

/** What comes back from DynamoDB, and from JSON, as it was; the sign of zero alone is lost in both, and missed by nobody. */
const ROWS: JsonRules = {
  deepest: DEEPEST,
  numberFault: (value) => {
    if (!Number.isFinite(value)) return String(value);
    if (Number.isInteger(value)) return Number.isSafeInteger(value) ? undefined : 'an unsafe integer';
    return Math.abs(value) >= SMALLEST_NUMBER ? undefined : 'a number too near to zero';
  },
  textFault: (value) => (/\p{Cs}/u.test(value) ? 'text with half a character' : undefined),
  nameFault: (name) => {
    // The SDK would set the prototype of the item instead, or take the object for the instance of a class.
    if (['__proto__', 'constructor'].includes(name)) return `an object with a field named ${name}`;
    if (name === '') return 'an object with a field without a name';
    if (Buffer.byteLength(name) > LONGEST_NAME) return 'an object with a field whose name is too long';
    return /\p{Cs}/u.test(name) ? 'an object with half a character in the name of a field' : undefined;
  },
};

/**
 * Refuses what no type can: all that JSON or DynamoDB does not take, and index keys that are empty or too long.
 *
 * @param maker who made the row, for the message: the name of a projection
 * @returns the row
 * @throws TypeError that names the maker, the table, the column and what is wrong with its value
 */
export function checkedRow<R extends object>(table: Table, row: R, maker?: string): R {
  const made = maker === undefined ? '' : ` The projection ${maker} made it.`;
  if (!isPlainObject(row)) {
    throw new TypeError(`A row of ${table.name} is ${kindOf(row)}; make it a plain object.${made}`);
  }
  const fault = jsonFault(row, ROWS);
  if (fault) {
    const place = `${fault.path === '' ? 'A' : `${fault.path} in a`} row of ${table.name}`;
    throw new TypeError(`${place} is ${fault.kind}; rows hold JSON alone.${made}${fault.fix}`);
  }
  const bytes = bytesOf(row);
  if (bytes > LARGEST_ROW) {
    throw new TypeError(
      `A row of ${table.name} has ${bytes} bytes; ${LARGEST_ROW} is the most: split it.${made}`,
    );
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

/** Bytes of a value that is JSON, at most, as DynamoDB counts them ("DynamoDB item sizes and formats"). */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return LARGEST_NUMBER;
  if (typeof value !== 'object' || value === null) return 1;
  const names = Array.isArray(value) ? 0 : Buffer.byteLength(Object.keys(value).join(''));
  return Object.values(value).reduce<number>((sum, part) => sum + 1 + bytesOf(part), 3 + names);
}
