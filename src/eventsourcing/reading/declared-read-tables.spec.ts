import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { stampsTable } from '../../../test/support/stamp.table';
import { DeclaredReadTables } from './declared-read-tables';
import { reads, type TableAccess } from './table-access';

const page = { limit: 1 };
const every: readonly [string, (tables: DeclaredReadTables) => Promise<unknown>, TableAccess][] = [
  ['get', (tables) => tables.get(boxesTable, { id: 'one' }), reads(boxesTable, 'get')],
  ['getMany', (tables) => tables.getMany(boxesTable, [{ id: 'one' }]), reads(boxesTable, 'getMany')],
  ['scan', (tables) => tables.scan(boxesTable, page), reads(boxesTable, 'scan')],
  ['query', (tables) => tables.query(itemsTable, 'one', page), reads(itemsTable, 'query')],
  [
    'query:byPage',
    (tables) => tables.queryIndex(stampsTable, 'byPage', 'red', page),
    reads(stampsTable, 'query:byPage'),
  ],
];

describe('DeclaredReadTables', () => {
  it.each(every)('lets %s pass that a manifest names', async (_, read, access) => {
    await expect(read(new DeclaredReadTables(new MemoryReadTables(), [access]))).resolves.not.toThrow();
  });

  it.each(every)('refuses %s that none names, whatever else they name', async (operation, read, access) => {
    const others = every.map(([, , each]) => each).filter((each) => each !== access);
    const tables = new DeclaredReadTables(new MemoryReadTables(), others);
    await expect(read(tables)).rejects.toThrow(
      `A query reads ${access.table.name} by '${operation}', which no manifest of its context says: ` +
        `add it to \`reads\`, reads(<the table>, '${operation}'), then run npm run template.`,
    );
  });
});
