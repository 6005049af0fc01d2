/**
 * A read table: its logical id in template.yaml and the attributes of its key.
 *
 * @example
 * const userRolesTable = table<UserRoleRow>('IamUserRolesTable', 'userId', 'roleId');
 */
export interface Table<R extends object = object> {
  /** Logical id in template.yaml. */
  readonly name: string;
  /** Partition key, then the sort key if there is one; their values are strings. */
  readonly key: readonly string[];
  /** Never set: carries the type of the rows. */
  readonly row?: R;
}

export function table<R extends object>(name: string, ...key: (keyof R & string)[]): Table<R> {
  return { name, key };
}

/** Values of a row's key attributes. */
export type Key = Readonly<Record<string, string>>;

export function keyOf<R extends object>({ key }: Table<R>, row: Partial<R>): Key {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(key.map((attribute) => [attribute, String(values[attribute])]));
}
