import { MemoryReadTables } from '../../../../../test/support/memory/memory-read-tables';
import { OrganisationQueries } from './organisation.queries';
import { organisationsTable, type OrganisationRow } from './organisation.tables';

describe('OrganisationQueries', () => {
  const row: OrganisationRow = { id: '1', version: 2, name: 'Docks', location: 'Bergen', description: '' };
  let organisations: OrganisationQueries;

  beforeEach(() => {
    const tables = new MemoryReadTables();
    tables.tables.put(organisationsTable, row);
    organisations = new OrganisationQueries(tables);
  });

  it('find an organisation, or say that there is none', async () => {
    await expect(organisations.find('1', { wait: 0 })).resolves.toEqual(row);
    await expect(organisations.find('2', { wait: 0 })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'org/organisation/not-found',
    });
  });

  it('wait for the version that is asked for', async () => {
    await expect(organisations.find('1', { wait: 0, minVersion: 2 })).resolves.toEqual(row);
    await expect(organisations.find('1', { wait: 0, minVersion: 3 })).rejects.toMatchObject({
      kind: 'timeout',
    });
  });
});
