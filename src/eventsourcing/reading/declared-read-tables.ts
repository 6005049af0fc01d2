import type { Consistency, Page, PageRequest } from '../page';
import type { IndexPageRequest, ReadTables } from './read-tables';
import type { ReadOperation, TableAccess } from './table-access';
import type { Key, Table } from './table';

/**
 * Read tables as the manifests of a context say that they are read, which is all that its queries are allowed.
 *
 * @throws TypeError from every read that no manifest names: AWS would only refuse it, and not say what is missing
 */
export class DeclaredReadTables implements ReadTables {
  private readonly declared: ReadonlySet<string>;

  constructor(
    private readonly tables: ReadTables,
    accesses: readonly TableAccess[],
  ) {
    this.declared = new Set(
      accesses.flatMap(({ table, operations }) => operations.map((operation) => keyOf(table, operation))),
    );
  }

  async get<R extends object>(table: Table<R>, key: Key): Promise<R | undefined> {
    this.check(table, 'get');
    return this.tables.get(table, key);
  }

  async getMany<R extends object>(
    table: Table<R>,
    keys: readonly Key[],
    consistency?: Consistency,
  ): Promise<(R | undefined)[]> {
    this.check(table, 'getMany');
    return this.tables.getMany(table, keys, consistency);
  }

  async scan<R extends object>(table: Table<R>, page: PageRequest): Promise<Page<R>> {
    this.check(table, 'scan');
    return this.tables.scan(table, page);
  }

  async query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>> {
    this.check(table, 'query');
    return this.tables.query(table, partition, page);
  }

  async queryIndex<R extends object, IndexName extends string>(
    table: Table<R, string, IndexName>,
    index: NoInfer<IndexName>,
    partition: string,
    page: IndexPageRequest,
  ): Promise<Page<R>> {
    this.check(table, `query:${index}`);
    return this.tables.queryIndex(table, index, partition, page);
  }

  private check(table: Table, operation: ReadOperation): void {
    if (this.declared.has(keyOf(table, operation))) return;
    throw new TypeError(
      `A query reads ${table.name} by '${operation}', which no manifest of its context says: ` +
        `add it to \`reads\`, reads(<the table>, '${operation}'), then run npm run template.`,
    );
  }
}

function keyOf({ name }: Table, operation: ReadOperation): string {
  return `${name} ${operation}`;
}
