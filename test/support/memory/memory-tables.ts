import { checkedRow, keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';

/** Keys that BatchGetItem takes. */
const MOST_KEYS = 100;

/** Read tables in memory: what the projection store writes and the read tables show. Rows are kept as JSON. */
export class MemoryTables {
  private readonly rowsByTable = new Map<string, Map<string, string>>();

  put<R extends object>(table: Table<R>, row: R): void {
    this.rowsByName(table.name).set(textOf(table, keyOf(table, row)), JSON.stringify(checkedRow(table, row)));
  }

  delete(table: Table, key: Key): void {
    this.rowsByName(table.name).delete(textOf(table, keyOf<object>(table, key)));
  }

  /** @throws TypeError for what DynamoDB takes for no key */
  get<R extends object>(table: Table<R>, key: Key): R | undefined {
    const text = this.rowsByName(table.name).get(textOf(table, keyOf<object>(table, key)));
    return text === undefined ? undefined : (JSON.parse(text) as R);
  }

  /** The rows of keys, as one call of DynamoDB gives them. @throws RangeError as `checkKeys` does */
  getMany<R extends object>(table: Table<R>, keys: readonly Key[]): (R | undefined)[] {
    checkKeys(keys.map((key) => textOf(table, key)));
    return keys.map((key) => this.get(table, key));
  }

  /** Every row, in the order of the keys' UTF-8 bytes, as DynamoDB sorts them. */
  rows<R extends object>(table: Table<R>): R[] {
    const rows = [...this.rowsByName(table.name).values()].map((text) => JSON.parse(text) as R);
    return rows.sort(byColumns(table.key));
  }

  private rowsByName(name: string): Map<string, string> {
    const rows = this.rowsByTable.get(name) ?? new Map<string, string>();
    this.rowsByTable.set(name, rows);
    return rows;
  }
}

/** For `Array.sort`: by the UTF-8 bytes of the first column, then of the next. Rows must have them all. */
export function byColumns(columns: readonly string[]): (a: object, b: object) => number {
  return (a, b) => {
    for (const column of columns) {
      const order = Buffer.compare(bytesOf(a, column), bytesOf(b, column));
      if (order !== 0) return order;
    }
    return 0;
  };
}

function bytesOf(row: object, column: string): Buffer {
  return Buffer.from(String((row as Readonly<Record<string, unknown>>)[column]));
}

function textOf({ key }: Table, values: Key): string {
  return JSON.stringify(key.map((attribute) => values[attribute]));
}

/** @throws RangeError for keys that one BatchGetItem would not take: more than 100, or one of them twice */
export function checkKeys(keys: readonly string[]): void {
  const distinct = new Set(keys).size;
  if (keys.length <= MOST_KEYS && distinct === keys.length) return;
  throw new RangeError(
    `A call takes ${MOST_KEYS} keys, each once: here are ${keys.length}, ${distinct} of them distinct.`,
  );
}
