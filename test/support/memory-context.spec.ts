import { iamModule } from '../../src/contexts/iam/iam.module';
import { bearer, MemoryContext } from './memory-context';
import { uuidOf } from './uuid-of';

describe('a context in memory', () => {
  const [role, ann] = [uuidOf(1), uuidOf(2)];
  const admin = bearer('somebody', 'admin');
  const reader = bearer('somebody', 'reader');

  it('answers requests, and shows what it has accepted', async () => {
    const iam = new MemoryContext(iamModule);
    const created = await iam.send('POST /roles', {
      caller: admin,
      body: { id: role, name: 'administrator' },
    });
    expect(created).toMatchObject({ status: 202, body: { id: role, version: 1 } });
    await iam.send('POST /users', { caller: admin, body: { id: ann, email: 'ann@example.com' } });
    await iam.send(`POST /users/${ann}/roles`, { caller: admin, body: { roleId: role } });
    await expect(iam.send(`GET /roles/${role}/users`, { caller: admin })).resolves.toMatchObject({
      status: 200,
      body: { items: [{ id: ann }] },
    });
    await expect(iam.send('GET /roles?contains=name:ADMIN', { caller: admin })).resolves.toMatchObject({
      body: { items: [{ id: role, version: 1, name: 'administrator' }] },
    });
  });

  it('refuses as the context does', async () => {
    const iam = new MemoryContext(iamModule);
    await expect(iam.send(`PUT /roles/${role}/disable`, { caller: admin })).resolves.toMatchObject({
      status: 404,
      body: { code: 'iam/role/not-found' },
    });
    const asReader = iam.send('POST /roles', { caller: reader, body: { id: role, name: 'administrator' } });
    await expect(asReader).resolves.toMatchObject({ status: 403 });
  });
});
