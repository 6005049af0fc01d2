import { bearer, MemoryContext, type MemoryAnswer } from '../../../test/support/memory-context';
import { context } from '../../../test/support/commit-of';
import { uuidOf } from '../../../test/support/uuid-of';
import { orgModule } from './org.module';
import { CreateOrganisation } from './organisation/write/create-organisation';
import { UpdateOrganisation } from './organisation/write/update-organisation';

const [harbour, docks] = [uuidOf(1), uuidOf(2)];
const profile = { name: ' Harbour  Works', location: 'Bergen', description: 'one\r\ntwo' };
const tidied = { name: 'Harbour Works', location: 'Bergen', description: 'one\ntwo' };

describe('the API of organisations', () => {
  let org: MemoryContext;

  beforeEach(() => {
    org = new MemoryContext(orgModule);
  });

  const create = (id = harbour, body: object = profile): Promise<MemoryAnswer> =>
    org.send('POST /orgs', { caller: bearer(id, 'org'), body });
  const update = (id = harbour, body: object = profile): Promise<MemoryAnswer> =>
    org.send('PUT /orgs', { caller: bearer(id, 'org'), body });
  const find = (query = '', headers = {}): Promise<MemoryAnswer> =>
    org.send(`GET /orgs/${harbour}${query}`, { caller: bearer(harbour, 'org'), headers });
  const refused = (status: number, code: string): object => ({ status, body: { code } });

  it('creates the organisation that the token is about, once, and shows it to its owner', async () => {
    await expect(create()).resolves.toMatchObject({ status: 202, body: { id: harbour, version: 1 } });
    await expect(create()).resolves.toMatchObject(refused(409, 'org/organisation/already-created'));
    await expect(create(docks)).resolves.toMatchObject({ status: 202, body: { id: docks, version: 1 } });
    await expect(find('?minVersion=1')).resolves.toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { id: harbour, version: 1, ...tidied },
    });
  });

  it('updates it, and a client that polls sees that by the version', async () => {
    await expect(update()).resolves.toMatchObject(refused(404, 'org/organisation/not-found'));
    await create();
    await expect(find('', { 'if-none-match': '"1"' })).resolves.toMatchObject({
      status: 304,
      body: undefined,
    });
    await expect(update(harbour, { ...profile, name: 'Docks' })).resolves.toMatchObject({
      status: 202,
      body: { id: harbour, version: 2 },
    });
    await expect(find('', { 'if-none-match': '"1"' })).resolves.toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { version: 2, name: 'Docks' },
    });
    await expect(find('?at=1')).resolves.toMatchObject({ body: { version: 1, ...tidied } });
    await expect(find('?at=3')).resolves.toMatchObject(refused(404, 'org/organisation/version-not-found'));
  });

  it('reports all invalid fields at once', async () => {
    const invalid = { name: '', location: 'a'.repeat(151), description: '\u0000' };
    const fields = ['name', 'location', 'description'].map(
      (field) => expect.objectContaining({ field }) as object,
    );
    await expect(create(harbour, invalid)).resolves.toMatchObject({
      status: 422,
      body: { code: 'org/organisation/profile-invalid', errors: fields },
    });
  });

  it('knows one organisation, however the sub of its token is spelt', async () => {
    const id = 'ABCDEFAB-CDEF-4ABC-8DEF-ABCDEFABCDEF';
    await expect(create(id)).resolves.toMatchObject({ status: 202, body: { id: id.toLowerCase() } });
    await expect(create(id.toLowerCase())).resolves.toMatchObject({ status: 409 });
  });

  it.each(['ann', '', '00000000-0000-0000-0000-000000000000', `${harbour} `])(
    'refuses a token whose sub is no organisation: %j',
    async (subject) => {
      for (const send of ['POST /orgs', 'PUT /orgs']) {
        const caller = bearer(subject, 'org');
        await expect(org.send(send, { caller, body: profile })).resolves.toMatchObject({
          status: 403,
          body: { code: 'forbidden', detail: expect.stringContaining('no UUID') as string },
        });
      }
    },
  );

  it('lets organisations write and see themselves alone, and auditors look back', async () => {
    await create();
    const path = `GET /orgs/${harbour}`;
    await expect(org.send(path)).resolves.toMatchObject(refused(401, 'authentication-needed'));
    for (const caller of [bearer(docks, 'org'), bearer(harbour), bearer('x', 'admin')]) {
      await expect(org.send(path, { caller })).resolves.toMatchObject(refused(403, 'forbidden'));
    }
    for (const caller of [bearer(harbour), bearer(harbour, 'admin')]) {
      await expect(org.send('PUT /orgs', { caller, body: profile })).resolves.toMatchObject(
        refused(403, 'forbidden'),
      );
    }
    await expect(org.send(`${path}/events`, { caller: bearer(harbour, 'org') })).resolves.toMatchObject(
      refused(403, 'forbidden'),
    );
    await expect(org.send(`${path}/events`, { caller: bearer('x', 'auditor') })).resolves.toMatchObject({
      status: 200,
      body: {
        items: [{ version: 1, type: 'org/organisation/created', data: tidied, actor: `user:${harbour}` }],
      },
    });
  });

  it('reads nothing of the log to create one, nor to update what it remembers', async () => {
    await org.bus.execute(CreateOrganisation.of({ id: harbour, ...profile }), context);
    await org.bus.execute(UpdateOrganisation.of({ id: harbour, ...profile }), context);
    expect(org.log.reads).toBe(0);
  });
});
