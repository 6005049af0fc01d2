import { randomUUID } from 'node:crypto';
import { startRuntime, type Runtime } from '../../../local/runtime';
import { tokenOf } from '../../../scripts/token/token-of';
import { closeClients, dynamoDbClient } from '../../support/local/clients';
import { many } from '../../support/many';
import { Api, mustBe } from '../api';
import { Rows } from './rows';
import { toolFor, type Tool } from './tool';

/** A user's row in the end: registered, given a role, named. */
const LAST = 3;
const PROJECTIONS = [
  'iam/users',
  'iam/roles',
  'iam/role-users',
  'iam/role-holders',
  'shop/products',
  'org/organisations',
];
/** The exit codes where nothing differs. */
const NOTHING = PROJECTIONS.map(() => 0);

type Row = Readonly<Record<string, unknown>>;

describe('npm run consumers -- verify', () => {
  let runtime: Runtime;
  let api: Api;
  let rows: Rows;
  let consumers: Tool;
  let roleId: string;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-verify' });
    api = new Api(runtime.url);
    rows = new Rows(dynamoDbClient(runtime.endpoints.dynamodb));
    consumers = toolFor(runtime.url);
    roleId = await api.role('reader');
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  const rename = async (id: string): Promise<void> => {
    mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: randomUUID() }));
  };

  const user = async (): Promise<string> => {
    const id = await api.user();
    mustBe(202, await api.post(`/users/${id}/roles`, { roleId }));
    await rename(id);
    mustBe(200, await api.fresh(`/users/${id}?minVersion=${LAST}`));
    mustBe(200, await api.fresh(`/roles/${roleId}/users?minVersion=${LAST}&of=user:${id}`));
    return id;
  };

  const product = async (): Promise<string> => {
    const id = randomUUID();
    for (const amount of [2, 3]) mustBe(202, await api.post(`/products/${id}/restock`, { amount }));
    mustBe(200, await api.fresh(`/products/${id}?minVersion=2`));
    return id;
  };

  const organisation = async (): Promise<string> => {
    const id = randomUUID();
    const own = new Api(runtime.url, await tokenOf(runtime.url, { role: 'org', sub: id }));
    mustBe(202, await own.post('/orgs', { name: 'Harbour', location: 'Bergen', description: 'Docks' }));
    mustBe(200, await own.fresh(`/orgs/${id}?minVersion=1`));
    return id;
  };

  const planted: string[] = [];
  /** Changes the row of a fresh aggregate, and keeps what has to be found. */
  const change = async (
    kind: string,
    type: string,
    TableName: string,
    id: string,
    damage: (row: Row) => Row,
  ) => {
    const row = await rows.get(TableName, id);
    if (!row) throw new Error(`${TableName} has no row ${id}.`);
    await rows.put(TableName, damage(row));
    planted.push(`${kind} ${TableName} of ${type}#${id}`);
  };

  const ofUser = async (kind: string, damage: (row: Row) => Row): Promise<void> =>
    change(kind, 'iam/user', 'IamUsersTable', await user(), damage);
  const ofProduct = async (kind: string, damage: (row: Row) => Row): Promise<void> =>
    change(kind, 'shop/product', 'ShopProductsTable', await product(), damage);
  const ofOrganisation = async (kind: string, damage: (row: Row) => Row): Promise<void> =>
    change(kind, 'org/organisation', 'OrgOrganisationsTable', await organisation(), damage);
  const without =
    (column: string) =>
    (row: Row): Row => ({ ...row, [column]: undefined });

  /** More than twenty kinds of damage, each of an aggregate of its own. */
  const plant = async (): Promise<void> => {
    await ofUser('wrong', (row) => ({ ...row, email: 'eve@example.com' }));
    await ofUser('wrong', (row) => ({ ...row, version: LAST - 1 }));
    await ofUser('late', (row) => ({ ...row, version: LAST - 1, firstName: '', lastName: '' }));
    await ofUser('ahead', (row) => ({ ...row, version: LAST + 6 }));
    await ofUser('unversioned', (row) => ({ ...row, version: String(LAST) }));
    await ofUser('unversioned', without('version'));
    await ofUser('outdated', without('revision'));
    await ofUser('unversioned', (row) => ({ ...row, revision: 'two' }));
    await ofUser('wrong', (row) => ({ ...row, nickname: 'Annie' }));
    await ofUser('wrong', without('lastName'));
    await ofUser('wrong', (row) => ({ ...row, disabled: 'no' }));
    await ofUser('wrong', (row) => ({ ...row, emailOrder: 'zzz' }));
    await ofUser('wrong', (row) => ({ ...row, bucket: row.bucket === '0' ? '1' : '0' }));
    await ofProduct('wrong', (row) => ({ ...row, quantity: 7 }));
    await ofProduct('wrong', (row) => ({ ...row, quantity: new Set([5]) }));
    await ofProduct('wrong', (row) => ({ ...row, version: 1 }));
    await ofProduct('wrong', without('ageOrder'));
    await ofOrganisation('wrong', (row) => ({ ...row, location: null }));
    await ofOrganisation('ahead', (row) => ({ ...row, version: 2 }));
    await plantRows();
    await plantDetails();
  };

  const plantRows = async (): Promise<void> => {
    const gone = await user();
    await rows.delete('IamUsersTable', { id: gone });
    planted.push(`missing IamUsersTable of iam/user#${gone}`);
    for (const [type, table] of [
      ['iam/user', 'IamUsersTable'],
      ['org/organisation', 'OrgOrganisationsTable'],
    ] as const) {
      const nobody = randomUUID();
      await rows.put(table, { id: nobody, version: 1, name: 'Nobody' });
      planted.push(`orphan ${table} of ${type}#${nobody}`);
    }
  };

  const plantDetails = async (): Promise<void> => {
    const [gone, changed, given, taken, listed] = await many(5, 1, user);
    const nobody = randomUUID();
    const roles = 'IamUserRolesTable';
    await rows.delete(roles, { userId: gone ?? '', roleId });
    await rows.put(roles, { userId: changed, roleId, name: 'writer' });
    await rows.put(roles, { userId: given, roleId: randomUUID(), name: 'writer' });
    await rows.put(roles, { userId: nobody, roleId, name: 'reader' });
    await rows.delete('IamRoleUsersTable', { roleId, userId: taken ?? '' });
    await rows.put('IamRoleUsersTable', { roleId: randomUUID(), userId: listed });
    planted.push(
      `detail-missing ${roles} of iam/user#${gone}`,
      `detail-wrong ${roles} of iam/user#${changed}`,
      `detail-surplus ${roles} of iam/user#${given}`,
      `detail-surplus ${roles} of iam/user#${nobody}`,
      `detail-missing IamRoleUsersTable of iam/user#${taken}`,
      `detail-surplus IamRoleUsersTable of iam/user#${listed}`,
    );
  };

  /** Verifies every projection. @returns what was found, and the exit codes */
  const verifyAll = async (...options: readonly string[]): Promise<{ found: string[]; codes: number[] }> => {
    const found: string[] = [];
    const codes: number[] = [];
    for (const projection of PROJECTIONS) {
      const { code, lines } = await consumers('verify', projection, ...options);
      codes.push(code);
      // Lines of differences alone, without the digests of keys.
      const matches = lines.map((line) => /^(\S+ \w+Table)(?: \(\S+ \w+\))?( of \S+)/u.exec(line));
      found.push(...matches.flatMap((match) => (match ? `${match[1]}${match[2]}`.replace(/:$/u, '') : [])));
    }
    return { found: found.sort(), codes };
  };

  it('finds what is wrong by its kind and mends it, while commands go on', async () => {
    await plant();
    const busy = await many(3, 3, user);
    const stock = await product();
    let isOver = false;
    let written = 0;
    const writers = many(busy.length, busy.length, async (index) => {
      while (!isOver) {
        await rename(busy[index] ?? '');
        const { body } = mustBe(202, await api.post(`/products/${stock}/restock`, { amount: 1 }));
        // As fast as the read side follows: what is verified is rows, not a backlog.
        mustBe(200, await api.fresh(`/products/${stock}?minVersion=${String(body.version)}`));
        written += 2;
      }
    });
    try {
      expect(await verifyAll('--wait', '5')).toEqual({
        found: [...planted].sort(),
        codes: [1, 0, 1, 0, 1, 1],
      });
      const mended = await verifyAll('--mend', '--wait', '10');
      expect(mended.codes).toEqual(NOTHING);
      expect(mended.found).toEqual(expect.arrayContaining(planted));
      expect(await verifyAll('--wait', '60')).toEqual({ found: [], codes: NOTHING });
    } finally {
      isOver = true;
      await writers;
    }
    expect(written).toBeGreaterThan(20);
    expect(planted.length).toBeGreaterThanOrEqual(20);
  }, 300_000);

  it('refuses a process manager, and a consumer that there is not', async () => {
    const process = 'iam/remove-role-from-users-when-role-disabled';
    await expect(consumers('verify', process)).rejects.toThrow(
      `${process} is a process, which keeps no rows`,
    );
    await expect(consumers('verify', 'iam/nobody')).rejects.toThrow('There is no consumer iam/nobody');
  });
});
