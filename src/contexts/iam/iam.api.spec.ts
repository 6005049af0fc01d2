import { randomUUID } from 'node:crypto';
import { MemoryIam } from '../../../test/support/memory-iam';
import { Router } from '../../http';
import { apiEvent, json } from '../../../test/support/http/api-event';
import { RoleController } from './role/api/role.controller';
import { RoleQueries } from './role/read/role.queries';
import { UserController } from './user/api/user.controller';
import { UserQueries } from './user/read/user.queries';

describe('the API of IAM', () => {
  let iam: MemoryIam;
  let router: Router;
  const [ann, admin] = [randomUUID(), randomUUID()];

  beforeEach(async () => {
    iam = new MemoryIam();
    const users = new UserController(iam.bus, new UserQueries(iam.tables), iam.userHistory);
    const roles = new RoleController(iam.bus, new RoleQueries(iam.tables), iam.roleHistory);
    router = new Router({
      controllers: [UserController, RoleController],
      resolve: (type) => (type === UserController ? users : roles),
      logger: iam.logger,
    });
    await send('POST', '/users', { id: ann, email: 'Ann@example.com' });
    await send('POST', '/roles', { id: admin, name: 'Administrator' });
  });

  async function send(method: string, path: string, body?: object): Promise<unknown> {
    const [rawPath = '', query = ''] = path.split('?');
    const parts = body ? json(body) : {};
    const { statusCode, body: text = '' } = await router.handle(
      apiEvent(method, rawPath, { ...parts, query, roles: ['admin'] }),
    );
    await iam.project('iam/user', ann);
    await iam.project('iam/role', admin);
    return { status: statusCode, body: JSON.parse(text) as unknown };
  }
  const accepted = (id: string, version: number): unknown => ({ status: 202, body: { id, version } });
  const refused = (status: number, code: string): unknown => ({
    status,
    body: expect.objectContaining({ code }) as unknown,
  });
  const annNow = {
    id: ann,
    version: 1,
    email: 'ann@example.com',
    firstName: '',
    lastName: '',
    disabled: false,
  };
  const adminNow = { id: admin, version: 1, name: 'Administrator', disabled: false };

  it('registers a user once, and shows them', async () => {
    await expect(send('GET', `/users/${ann}`)).resolves.toEqual({ status: 200, body: annNow });
    await expect(send('GET', '/users?contains=email:ANN')).resolves.toEqual({
      status: 200,
      body: { items: [annNow] },
    });
    const again = await send('POST', '/users', { id: ann, email: 'ann@example.com' });
    expect(again).toEqual(refused(409, 'iam/user/already-registered'));
    const another = await send('POST', '/users', { id: randomUUID(), email: 'ANN@example.com' });
    expect(another).toEqual(refused(409, 'iam/email-taken'));
  });

  it('lists users by e-mail address and roles by name, whatever the case', async () => {
    const [aaron, zoo] = [randomUUID(), randomUUID()];
    await send('POST', '/users', { id: aaron, email: 'aaron@example.com' });
    await iam.project('iam/user', aaron);
    await send('POST', '/roles', { id: zoo, name: 'ZOO' });
    await iam.project('iam/role', zoo);
    for (const query of ['', '?sort=email']) {
      await expect(send('GET', `/users${query}`)).resolves.toMatchObject({
        body: { items: [{ email: 'aaron@example.com' }, { email: 'ann@example.com' }] },
      });
    }
    await expect(send('GET', '/roles?sort=name')).resolves.toMatchObject({
      body: { items: [{ name: 'Administrator' }, { name: 'ZOO' }] },
    });
    const first = (await send('GET', '/users?limit=1')) as { body: { cursor: string } };
    await expect(send('GET', `/users?limit=1&cursor=${first.body.cursor}`)).resolves.toEqual({
      status: 200,
      body: { items: [annNow] },
    });
    const other = await send('GET', `/users?contains=email:a&cursor=${first.body.cursor}`);
    expect(other).toEqual(refused(400, 'malformed-cursor'));
    for (const query of ['/users?sort=name', '/users?sort=', '/roles?sort=email', '/roles?sort=NAME']) {
      await expect(send('GET', query)).resolves.toMatchObject({
        status: 400,
        body: { errors: [{ field: 'sort' }] },
      });
    }
  });

  it('updates names', async () => {
    const names = { firstName: 'Ann', lastName: 'Lee' };
    await expect(send('PUT', `/users/${ann}`, names)).resolves.toEqual(accepted(ann, 2));
    await expect(send('GET', `/users/${ann}`)).resolves.toMatchObject({ body: { ...names, version: 2 } });
    await expect(send('PUT', `/users/${randomUUID()}`, names)).resolves.toEqual(
      refused(404, 'iam/user/not-found'),
    );
  });

  it('disables a user', async () => {
    await expect(send('PUT', `/users/${ann}/disable`)).resolves.toEqual(accepted(ann, 2));
    await expect(send('GET', `/users/${ann}`)).resolves.toMatchObject({ body: { disabled: true } });
    await expect(send('PUT', `/users/${ann}/disable`)).resolves.toEqual(
      refused(422, 'iam/user/already-disabled'),
    );
  });

  it('adds a role to a user and takes it away, seen from both sides', async () => {
    await expect(send('POST', `/users/${ann}/roles`, { roleId: admin })).resolves.toEqual(accepted(ann, 2));
    const member = { id: ann, firstName: '', lastName: '', disabled: false };
    await expect(send('GET', `/users/${ann}/roles?minVersion=2`)).resolves.toMatchObject({
      body: { items: [{ id: admin, name: 'Administrator' }] },
    });
    await expect(send('GET', `/roles/${admin}/users?minVersion=2&of=user:${ann}`)).resolves.toEqual({
      status: 200,
      body: { items: [member] },
    });

    await expect(send('DELETE', `/users/${ann}/roles/${admin}`)).resolves.toEqual(accepted(ann, 3));
    await expect(send('GET', `/users/${ann}/roles`)).resolves.toMatchObject({ body: { items: [] } });
    await expect(send('GET', `/roles/${admin}/users`)).resolves.toMatchObject({ body: { items: [] } });
  });

  it.each([
    ['/roles', 'users', `role:${randomUUID()}`],
    ['/roles', 'users', `xyz:${randomUUID()}`],
    ['/users', 'roles', `user:${randomUUID()}`],
    ['/users', 'roles', `role:${randomUUID()}`],
  ])('refuses at once what %s/{id}/%s does not follow: of=%s', async (path, list, of) => {
    const id = path === '/users' ? ann : admin;
    await expect(send('GET', `${path}/${id}/${list}?minVersion=1&wait=5&of=${of}`)).resolves.toMatchObject({
      status: 400,
      body: { errors: [{ field: 'of' }] },
    });
  });

  it.each(['"1"', '"7"', 'W/"1"', '"0"'])(
    'says that there is no such user before anything of its version: If-Match %s (RFC 9110, 13.2.1)',
    async (version) => {
      const disable = (id: string): ReturnType<Router['handle']> =>
        router.handle(
          apiEvent('PUT', `/users/${id}/disable`, { headers: { 'if-match': version }, roles: ['admin'] }),
        );
      await expect(disable(randomUUID())).resolves.toMatchObject({ statusCode: 404 });
      await expect(disable(ann)).resolves.toMatchObject({ statusCode: version === '"1"' ? 202 : 412 });
    },
  );

  it('creates and disables a role, and shows it', async () => {
    await expect(send('GET', `/roles/${admin}`)).resolves.toEqual({ status: 200, body: adminNow });
    await expect(send('GET', '/roles')).resolves.toEqual({ status: 200, body: { items: [adminNow] } });
    await expect(send('PUT', `/roles/${admin}/disable`)).resolves.toEqual(accepted(admin, 2));
    await expect(send('GET', `/roles/${admin}`)).resolves.toMatchObject({ body: { disabled: true } });
    const second = await send('POST', '/roles', { id: randomUUID(), name: 'ADMINISTRATOR' });
    expect(second).toEqual(refused(409, 'iam/role/name-taken'));
  });

  it('tells what happened, and what a user and a role were', async () => {
    await send('PUT', `/users/${ann}`, { firstName: 'Ann', lastName: 'Lee' });
    await send('PUT', `/roles/${admin}/disable`);

    const events = (await send('GET', `/users/${ann}/events?order=newest`)) as {
      body: { items: Record<string, string>[] };
    };
    expect(events).toMatchObject({
      status: 200,
      body: {
        items: [
          { version: 2, type: 'iam/user/names-updated', data: { firstName: 'Ann', lastName: 'Lee' } },
          { version: 1, type: 'iam/user/registered', data: { email: 'ann@example.com' } },
        ],
      },
    });
    const [named, registered] = events.body.items;
    await expect(send('GET', `/users/${ann}?at=1`)).resolves.toEqual({ status: 200, body: annNow });
    await expect(send('GET', `/users/${ann}?at=${named?.committedAt ?? ''}`)).resolves.toMatchObject({
      body: { version: 2, lastName: 'Lee' },
    });
    expect(Object.keys(registered ?? {})).toEqual([
      ...['version', 'type', 'data', 'committedAt', 'commitId', 'actor', 'correlationId', 'causationId'],
    ]);
    await expect(send('GET', `/users/${ann}?at=3`)).resolves.toEqual(
      refused(404, 'iam/user/version-not-found'),
    );
    await expect(send('GET', `/users/${ann}?at=2000-01-01T00:00Z`)).resolves.toEqual(
      refused(404, 'iam/user/version-not-found'),
    );
    await expect(send('GET', `/users/${admin}/events`)).resolves.toEqual(refused(404, 'iam/user/not-found'));

    await expect(send('GET', `/roles/${admin}/events?limit=1`)).resolves.toMatchObject({
      body: { items: [{ version: 1, type: 'iam/role/created' }], cursor: expect.any(String) as string },
    });
    await expect(send('GET', `/roles/${admin}?at=1`)).resolves.toEqual({ status: 200, body: adminNow });
    await expect(send('GET', `/roles/${ann}?at=1`)).resolves.toEqual(refused(404, 'iam/role/not-found'));
  });
});
