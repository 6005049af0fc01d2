import { startRuntime, type Runtime } from '../../local/runtime';
import { eventually } from '../support/local/eventually';
import { many } from '../support/many';
import { Api, mustBe } from './api';

describe('a role that is disabled is taken from everyone who holds it', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/processes' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  const rolesOf = async (user: string): Promise<unknown[]> => api.all(`/users/${user}/roles`);

  it('from all of them', async () => {
    const [role, kept] = [await api.role(), await api.role()];
    const users = await many(30, 10, async () => {
      const user = await api.user();
      mustBe(202, await api.post(`/users/${user}/roles`, { roleId: role }));
      mustBe(202, await api.post(`/users/${user}/roles`, { roleId: kept }));
      return user;
    });
    mustBe(202, await api.put(`/roles/${role}/disable`));
    for (const user of users) {
      await eventually(async () => {
        expect(await rolesOf(user)).toEqual([expect.objectContaining({ id: kept })]);
      }, 20_000);
    }
    expect(await api.all(`/roles/${role}/users`)).toEqual([]);
  });

  it('also from those who got it in the same instant', async () => {
    const role = await api.role();
    const users = await many(40, 20, () => api.user());
    const disableAt = 15;
    // Some are before, some meet the disabling on its way, some are refused.
    const answers = await many(users.length, 20, async (index) => {
      if (index === disableAt) mustBe(202, await api.put(`/roles/${role}/disable`));
      return api.post(`/users/${users[index] ?? ''}/roles`, { roleId: role });
    });
    expect(answers.some(({ status }) => status === 202)).toBe(true);
    for (const [index, user] of users.entries()) {
      if (answers[index]?.status !== 202) continue;
      await eventually(async () => {
        expect(await rolesOf(user)).toEqual([]);
        // Added and removed, once each: the repeat of an event sends no second command.
        const { items } = mustBe(200, await api.get(`/users/${user}/events`)).body as { items: { type: string }[] };
        expect(items.map(({ type }) => type.split('/')[2])).toEqual(['registered', 'role-added', 'role-removed']);
      }, 20_000);
    }
  });
});
