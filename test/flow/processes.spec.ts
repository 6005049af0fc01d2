import { startRuntime, type Runtime } from '../../local/runtime';
import { many } from '../support/many';
import { Api, mustBe } from './api';

const HOLDERS = 20;

describe('a process, from an event to the commands that follow', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/processes' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  it('takes a role that is disabled from everyone who holds it, and from those who are given it meanwhile', async () => {
    const [kept, disabled] = [await api.role(), await api.role()];
    const users = await many(HOLDERS, HOLDERS, () => api.user());
    const giving = users.map(async (id, index) => {
      mustBe(202, await api.post(`/users/${id}/roles`, { roleId: kept }));
      // The role is disabled in the middle of these: some are refused, some come before and some may slip through.
      const given = await api.post(`/users/${id}/roles`, { roleId: disabled });
      if (index === HOLDERS / 2) mustBe(202, await api.put(`/roles/${disabled}/disable`));
      return given.status === 202;
    });
    const held = await Promise.all(giving);
    expect(held.filter(Boolean).length).toBeGreaterThan(0);

    for (const [index, id] of users.entries()) {
      // Registered, given one role or both; the removal is one version more.
      const version = held[index] ? 4 : 2;
      const roles = mustBe(200, await api.fresh(`/users/${id}/roles?minVersion=${version}`));
      expect(roles.body.items).toMatchObject([{ id: kept }]);
      const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=${version}`));
      expect(body.version).toBe(version);
    }
  });
});
