import { MemoryReadTables } from '../../../../../test/support/memory/memory-read-tables';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { UserQueries } from './user.queries';
import { userRolesTable, usersTable, type UserRow } from './user.tables';

const userRow = (id: string, email: string, firstName = ''): UserRow => ({
  id,
  version: 3,
  email,
  firstName,
  lastName: '',
  disabled: false,
  bucket: bucketOf(id),
  emailOrder: sortText(email, id),
});

describe('UserQueries', () => {
  const now = { wait: 0 };
  let tables: MemoryReadTables;
  let users: UserQueries;

  beforeEach(() => {
    tables = new MemoryReadTables();
    users = new UserQueries(tables);
    tables.tables.put(usersTable, userRow('ann', 'ann@example.com', 'Ann'));
    tables.tables.put(usersTable, userRow('bob', 'bob@example.com', 'Bob'));
    for (const roleId of ['1', '2', '3']) {
      tables.tables.put(userRolesTable, { userId: 'ann', roleId, name: `role ${roleId}` });
    }
  });

  it('finds a user', async () => {
    await expect(users.find('ann', now)).resolves.toEqual(userRow('ann', 'ann@example.com', 'Ann'));
  });

  it('says that there is no such user', async () => {
    await expect(users.find('eve', now)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'iam/user/not-found',
    });
  });

  it('does not answer from before the version that is asked for', async () => {
    await expect(users.find('ann', { wait: 0, minVersion: 3 })).resolves.toMatchObject({ version: 3 });
    await expect(users.find('ann', { wait: 0, minVersion: 4 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('lists users by e-mail address, page by page', async () => {
    tables.tables.put(usersTable, userRow('000', 'aaron@example.com'));
    const first = await users.list('email', { limit: 1 });
    expect(first.rows.map(({ id }) => id)).toEqual(['000']);
    const second = await users.list('email', { limit: 5, ...(first.next && { after: first.next }) });
    expect(second.rows.map(({ id }) => id)).toEqual(['ann', 'bob']);
  });

  it('lists the users whose attribute contains a text', async () => {
    const { rows } = await users.list('email', { limit: 10 }, { attribute: 'email', value: 'BOB@' });
    expect(rows.map(({ id }) => id)).toEqual(['bob']);
  });

  it('lists the roles of a user page by page', async () => {
    const first = await users.roles('ann', now, { limit: 2 });
    expect(first).toEqual({
      rows: [
        { userId: 'ann', roleId: '1', name: 'role 1' },
        { userId: 'ann', roleId: '2', name: 'role 2' },
      ],
      next: { userId: 'ann', roleId: '2' },
    });
    const second = await users.roles('ann', now, { limit: 2, ...(first.next && { after: first.next }) });
    expect(second).toEqual({ rows: [{ userId: 'ann', roleId: '3', name: 'role 3' }] });
  });

  it('lists no roles for a user who holds none, and refuses one who does not exist', async () => {
    await expect(users.roles('bob', now, { limit: 10 })).resolves.toEqual({ rows: [] });
    await expect(users.roles('eve', now, { limit: 10 })).rejects.toMatchObject({
      code: 'iam/user/not-found',
    });
  });

  it.each([
    ['as they are', {}, false],
    ['with every write that is done, once a version was waited for', { minVersion: 3 }, true],
  ])('reads the roles %s', async (_, version, consistent) => {
    const query = jest.spyOn(tables, 'query');
    await users.roles('ann', { wait: 0, ...version }, { limit: 10 });
    expect(query).toHaveBeenCalledWith(userRolesTable, 'ann', { limit: 10, consistent });
  });

  it('lists no roles from before the version that is asked for', async () => {
    const late = users.roles('ann', { wait: 0, minVersion: 4 }, { limit: 10 });
    await expect(late).rejects.toMatchObject({ kind: 'timeout' });
  });
});
