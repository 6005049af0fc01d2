import { iamModule } from '../../src/contexts/iam/iam.module';
import { MemoryContext } from './memory-context';
import { uuidOf } from './uuid-of';

describe('a context in memory', () => {
  const [admin, ann] = [uuidOf(1), uuidOf(2)];

  it('answers requests, and shows what it has accepted', async () => {
    const iam = new MemoryContext(iamModule);
    const created = await iam.send('POST', '/roles', { id: admin, name: 'administrator' });
    expect(created).toEqual({ status: 202, body: { id: admin, version: 1 } });
    await iam.send('POST', '/users', { id: ann, email: 'ann@example.com' });
    await iam.send('POST', `/users/${ann}/roles`, { roleId: admin });
    await expect(iam.send('GET', `/roles/${admin}/users`)).resolves.toMatchObject({
      status: 200,
      body: { items: [{ id: ann }] },
    });
    await expect(iam.send('GET', '/roles?contains=name:ADMIN')).resolves.toMatchObject({
      body: { items: [{ id: admin, version: 1, name: 'administrator' }] },
    });
  });

  it('refuses as the context does', async () => {
    const iam = new MemoryContext(iamModule);
    await expect(iam.send('PUT', `/roles/${admin}/disable`)).resolves.toMatchObject({
      status: 404,
      body: { code: 'iam/role/not-found' },
    });
    const asReader = iam.send('POST', '/roles', { id: admin, name: 'administrator' }, ['reader']);
    await expect(asReader).resolves.toMatchObject({ status: 403 });
  });
});
