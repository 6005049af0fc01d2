import type { Database } from 'node-sqlite3-wasm';
import { rm } from 'node:fs/promises';

/** What DynamoDB Streams keep, in seconds. */
const RETENTION = 24 * 60 * 60;

const NEEDED_COLUMNS = ['table_name', 'sequence_number', 'created_at'];

/**
 * Every write to a table with a stream makes dynoxide look for the largest sequence number, through all records of
 * the table: 16 ms a write after 40,000 records. This is the index that the query asks for.
 */
const INDEX = `CREATE INDEX IF NOT EXISTS foldline_stream_records_by_sequence
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;

/** dynoxide counts on from the largest number, so each table keeps its newest record. */
const TRIM = `DELETE FROM _stream_records WHERE created_at < ?
  AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)`;

/**
 * Makes the stream records of a dynoxide database fast to append to, and drops those that a DynamoDB stream would no
 * longer have. Only while dynoxide is stopped: this SQLite does not take part in the file locks of another process.
 *
 * @param now milliseconds since the epoch
 */
export async function prepareStreamRecords(
  databaseFile: string,
  now = Date.now(),
  warn: (message: string) => void = (message) => {
    process.emitWarning(message);
  },
): Promise<void> {
  await withDatabase(databaseFile, (database) => {
    const columns = database
      .all(`SELECT name FROM pragma_table_info('_stream_records')`)
      .map(({ name }) => name);
    if (!NEEDED_COLUMNS.every((column) => columns.includes(column))) {
      warn(
        'This version of dynoxide keeps its stream records in an unknown form: ' +
          'they are neither indexed nor trimmed, and writes will slow down as they pile up.',
      );
      return;
    }
    database.exec(INDEX);
    database.run(TRIM, [Math.floor(now / 1000) - RETENTION]);
  });
}

/** Loads SQLite only when it is needed, and waits for no lock: nobody else may have the file open. */
export async function withDatabase<T>(databaseFile: string, use: (database: Database) => T): Promise<T> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  // The lock of this SQLite is a folder, which stays when its process is killed.
  await rm(`${databaseFile}.lock`, { recursive: true, force: true });
  const database = new sqlite.Database(databaseFile, { fileMustExist: true });
  try {
    // Without shared memory, which WebAssembly does not have, only this mode can open a write-ahead log.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    return use(database);
  } finally {
    database.close();
  }
}
