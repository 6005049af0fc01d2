/** A secondary index: a second way to find a table's rows, in the order of its sort attribute. */
export interface Index<R extends object = object> {
  readonly partition: keyof R & string;
  readonly sort: keyof R & string;
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
export function table<R extends object>() {
  return <const Name extends string, const IndexName extends string = never>(
    name: Name,
    declared: {
      readonly key: readonly [keyof R & string, (keyof R & string)?];
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

export function keyOf<R extends object>({ key }: Table<R>, row: Partial<R>): Key {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(key.map((attribute) => [attribute, String(values[attribute])]));
}
