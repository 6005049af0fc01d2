import { MemoryReadTables } from '../../../../../test/support/memory/memory-read-tables';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { RoleQueries } from './role.queries';
import { rolesTable, roleUserNamesTable, roleUsersTable, type RoleRow } from './role.tables';

describe('RoleQueries', () => {
  const now = { wait: 0 };
  const role = (id: string, name: string): RoleRow => {
    const place = { bucket: bucketOf(id), nameOrder: sortText(name, id) };
    return { id, version: 2, name, disabled: false, ...place };
  };
  const admin = role('admin', 'Administrator');
  let tables: MemoryReadTables;
  let roles: RoleQueries;

  beforeEach(() => {
    tables = new MemoryReadTables();
    roles = new RoleQueries(tables);
    tables.tables.put(rolesTable, admin);
    tables.tables.put(rolesTable, role('reader', 'Leser'));
    for (const userId of ['ann', 'bob', 'eve']) {
      tables.tables.put(roleUsersTable, { roleId: 'admin', userId });
      const names = { firstName: userId, lastName: 'Lee', disabled: userId === 'eve' };
      tables.tables.put(roleUserNamesTable, { id: userId, version: 5, ...names });
    }
  });

  it('finds a role, or says that there is none', async () => {
    await expect(roles.find('admin', now)).resolves.toEqual(admin);
    await expect(roles.find('root', now)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'iam/role/not-found',
    });
  });

  it('lists roles by name, all or those whose name contains a text', async () => {
    tables.tables.put(rolesTable, role('aaa', 'aaa'));
    tables.tables.put(rolesTable, role('000', 'Zoo'));
    const { rows: all } = await roles.list('name', { limit: 10 });
    expect(all.map(({ name }) => name)).toEqual(['aaa', 'Administrator', 'Leser', 'Zoo']);
    const { rows } = await roles.list('name', { limit: 10 }, { attribute: 'name', value: 'ADMIN' });
    expect(rows).toEqual([admin]);
  });

  describe('members', () => {
    it('are the users of the role with their names', async () => {
      const { rows } = await roles.members('admin', now, { limit: 10 });
      expect(rows).toEqual([
        { id: 'ann', version: 5, firstName: 'ann', lastName: 'Lee', disabled: false },
        { id: 'bob', version: 5, firstName: 'bob', lastName: 'Lee', disabled: false },
        { id: 'eve', version: 5, firstName: 'eve', lastName: 'Lee', disabled: true },
      ]);
    });

    it('come page by page', async () => {
      const first = await roles.members('admin', now, { limit: 2 });
      expect(first.rows.map(({ id }) => id)).toEqual(['ann', 'bob']);
      const second = await roles.members('admin', now, {
        limit: 2,
        ...(first.next && { after: first.next }),
      });
      expect(second.rows.map(({ id }) => id)).toEqual(['eve']);
      expect(second).not.toHaveProperty('next');
    });

    it('are none for a role that nobody holds', async () => {
      await expect(roles.members('reader', now, { limit: 10 })).resolves.toEqual({ rows: [] });
    });

    it('are refused for a role that does not exist', async () => {
      const members = roles.members('root', now, { limit: 10 });
      await expect(members).rejects.toMatchObject({ kind: 'not-found', code: 'iam/role/not-found' });
    });

    it('are as new as the version of the role that is asked for', async () => {
      await expect(roles.members('admin', { wait: 0, minVersion: 2 }, { limit: 1 })).resolves.toBeDefined();
      const late = roles.members('admin', { wait: 0, minVersion: 3 }, { limit: 1 });
      await expect(late).rejects.toMatchObject({ kind: 'timeout' });
    });

    it.each([
      ['as they are', {}, false],
      ['with every write that is done, once a version was waited for', { minVersion: 2 }, true],
    ])('are read %s', async (_, version, consistent) => {
      const [query, getMany] = [jest.spyOn(tables, 'query'), jest.spyOn(tables, 'getMany')];
      await roles.members('admin', { wait: 0, ...version }, { limit: 1 });
      expect(query).toHaveBeenCalledWith(roleUsersTable, 'admin', { limit: 1, consistent });
      expect(getMany).toHaveBeenCalledWith(roleUserNamesTable, [{ id: 'ann' }], { consistent });
    });

    it('leave out a user whose names are not there yet', async () => {
      tables.tables.put(roleUsersTable, { roleId: 'reader', userId: 'new' });
      await expect(roles.members('reader', now, { limit: 10 })).resolves.toEqual({ rows: [] });
    });

    it('are as new as the version of the member that is asked for', async () => {
      const fresh = { wait: 0, of: 'user:ann' };
      await expect(roles.members('admin', { ...fresh, minVersion: 5 }, { limit: 1 })).resolves.toBeDefined();
      const late = roles.members('admin', { ...fresh, minVersion: 6 }, { limit: 1 });
      await expect(late).rejects.toMatchObject({ kind: 'timeout' });
    });

    it('wait for a role that is readable later than the member who was asked for', async () => {
      tables.tables.put(roleUsersTable, { roleId: 'new', userId: 'ann' });
      const fresh = { of: 'user:ann', minVersion: 5 };
      const late = roles.members('new', { ...fresh, wait: 0 }, { limit: 1 });
      await expect(late).rejects.toMatchObject({ kind: 'timeout' });

      const members = roles.members('new', { ...fresh, wait: 5 }, { limit: 1 });
      tables.tables.put(rolesTable, { ...role('new', 'Neu'), version: 1 });
      expect((await members).rows).toMatchObject([{ id: 'ann' }]);
    });

    it('wait for nothing when no version is asked for', async () => {
      await expect(roles.members('admin', { wait: 0, of: 'user:new' }, { limit: 1 })).resolves.toBeDefined();
      const unknown = roles.members('root', { wait: 5, of: 'user:ann' }, { limit: 1 });
      await expect(unknown).rejects.toMatchObject({ kind: 'not-found' });
    });
  });
});
