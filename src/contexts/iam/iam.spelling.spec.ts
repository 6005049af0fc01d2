import { randomUUID } from 'node:crypto';
import { MemoryIam } from '../../../test/support/memory-iam';
import type { CommandContext } from '../../eventsourcing/writing/command-context';
import type { DomainError } from '../../kernel/domain-error';
import { RoleQueries } from './role/read/role.queries';
import { CreateRole } from './role/write/create-role';
import { UserQueries } from './user/read/user.queries';
import { RegisterUser } from './user/write/register-user';

const context: CommandContext = { actor: 'ann', correlationId: 'a-request', causationId: 'a-request' };

describe('spellings that look the same', () => {
  let iam: MemoryIam;

  beforeEach(() => {
    iam = new MemoryIam();
  });

  /** `accepted`, or the code of the refusal. */
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'accepted';
    } catch (error) {
      return (error as DomainError).code;
    }
  };
  const register = async (email: string, id: string = randomUUID()): Promise<string> => {
    const code = await codeOf(iam.bus.execute(RegisterUser.of({ id, email }), context));
    if (code === 'accepted') await iam.project('iam/user', id);
    return code;
  };
  const create = async (name: string, id: string = randomUUID()): Promise<string> => {
    const code = await codeOf(iam.bus.execute(CreateRole.of({ id, name }), context));
    if (code === 'accepted') await iam.project('iam/role', id);
    return code;
  };

  it.each([
    ['zoe\u200b@example.com', 'iam/user/email-invalid'],
    ['zo\u00ade@example.com', 'iam/user/email-invalid'],
    ['zoe\u202e@example.com', 'iam/user/email-invalid'],
    ['zoe@exam\u202eple.com', 'iam/user/email-invalid'],
    ['zoe@exam\u200bple.com', 'iam/email-taken'],
    ['zoe@exam\u00adple.com', 'iam/email-taken'],
    ['ZOE@ＥＸＡＭＰＬＥ.com', 'iam/email-taken'],
    ['zoë@example.com', 'accepted'],
  ])('are no second user: %j is %s', async (email, code) => {
    expect(await register('zoe@example.com')).toBe('accepted');
    expect(await register(email)).toBe(code);
  });

  it('are one domain in Unicode and in Punycode, and one is found by how it is shown', async () => {
    expect(await register('ann@xn--exmple-cua.com')).toBe('accepted');
    expect(await register('ann@exämple.com')).toBe('iam/email-taken');
    const users = new UserQueries(iam.tables);
    const { rows } = await users.list('email', { limit: 10 }, { attribute: 'email', value: 'EXÄMPLE' });
    expect(rows).toMatchObject([{ email: 'ann@exämple.com' }]);
  });

  it.each([
    ['ad\u200cmin', 'iam/role/name-taken'],
    ['ad\u200dmin', 'iam/role/name-taken'],
    ['admin\ufe0f', 'iam/role/name-taken'],
    ['admin\u{e0100}', 'iam/role/name-taken'],
    ['ＡＤＭＩＮ', 'iam/role/name-taken'],
    ['ad\u3164min', 'iam/role/name-invalid'],
    ['\u3164', 'iam/role/name-invalid'],
    ['\u2800', 'iam/role/name-invalid'],
    ['ad min', 'accepted'],
  ])('are no second role: %j is %s', async (name, code) => {
    expect(await create('admin')).toBe('accepted');
    expect(await create(name)).toBe(code);
  });

  it('are shown as they were given: joiners stay', async () => {
    const id = randomUUID();
    expect(await create('علی\u200cرضا ❤\ufe0f', id)).toBe('accepted');
    await expect(new RoleQueries(iam.tables).find(id, { wait: 0 })).resolves.toMatchObject({
      name: 'علی\u200cرضا ❤\ufe0f',
    });
  });

  it('are no second role at 62 characters that are 18 each when unified', async () => {
    expect(await create('\ufdfa'.repeat(62))).toBe('accepted');
    expect(await create('\ufdfa'.repeat(62))).toBe('iam/role/name-taken');
    expect(await create('\ufdfa'.repeat(61))).toBe('accepted');
  });

  it.each([
    ['ΟΔΟΣ', 'ΟΔΟΣΤΡΩΜΑ'],
    ['οδος', 'ΟΔΟΣΤΡΩΜΑ'],
    ['STRASSE', 'Königstraße'],
    ['ß', 'STRASSE'],
    ['admin', 'Site ad\u200cmin'],
    ['Ann ', 'Ann Lee'],
  ])('are found by %j: %j', async (value, name) => {
    expect(await create(name)).toBe('accepted');
    const { rows } = await new RoleQueries(iam.tables).list(
      'name',
      { limit: 10 },
      { attribute: 'name', value },
    );
    expect(rows).toMatchObject([{ name }]);
  });

  it('are not found by what nobody sees', async () => {
    expect(await create('admin')).toBe('accepted');
    const filter = { attribute: 'name', value: '\u200b\u00ad' } as const;
    await expect(new RoleQueries(iam.tables).list('name', { limit: 10 }, filter)).resolves.toEqual({
      rows: [],
    });
  });

  it('are not found by a word that ends where theirs goes on', async () => {
    expect(await create('Annabel')).toBe('accepted');
    const found = await new RoleQueries(iam.tables).list(
      'name',
      { limit: 10 },
      { attribute: 'name', value: 'Ann ' },
    );
    expect(found.rows).toEqual([]);
  });
});
