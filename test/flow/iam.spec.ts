import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startRuntime, type Runtime } from '../../local/runtime';
import { localClientConfig } from '../../local/services/provision/client-config';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { versionAfter, type Commit } from '../../src/eventsourcing/log/commit';
import { groupBy } from '../../src/kernel/group-by';
import { Api, mustBe } from './api';
import { all } from '../support/commit-of';
import { eventually } from '../support/local/eventually';
import { many } from '../support/many';

describe('the pipeline, from an HTTP command to the read table', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  const streamOf = async (id: string): Promise<Commit[]> => {
    const client = new DynamoDBClient(localClientConfig(runtime.endpoints.dynamodb));
    const commits = await all(new DynamoEventStore(client, (name) => name).read(`iam/user#${id}`));
    client.destroy();
    return commits;
  };

  describe('a user and a role', () => {
    it('are both readable, and a rename reaches the list of the role', async () => {
      const id = randomUUID();
      const registered = mustBe(202, await api.post('/users', { id, email: `Ann.${id}@Example.com` }));
      expect(registered.body).toEqual({ id, version: 1 });
      expect(registered.headers.get('etag')).toBe('"1"');
      const role = await api.role();

      mustBe(202, await api.post(`/users/${id}/roles`, { roleId: role }));
      const members = `/roles/${role}/users`;
      const before = mustBe(200, await api.fresh(`${members}?minVersion=2&of=user:${id}`));
      expect(before.body).toEqual({ items: [{ id, firstName: '', lastName: '', disabled: false }] });

      mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
      const user = mustBe(200, await api.fresh(`/users/${id}?minVersion=3`));
      expect(user.body).toEqual({
        id,
        version: 3,
        email: `ann.${id}@example.com`,
        firstName: 'Ann',
        lastName: 'Lee',
        disabled: false,
      });
      const after = mustBe(200, await api.fresh(`${members}?minVersion=3&of=user:${id}`));
      expect(after.body).toEqual({ items: [{ id, firstName: 'Ann', lastName: 'Lee', disabled: false }] });
    });

    it('part again', async () => {
      const id = await api.user();
      const role = await api.role();
      mustBe(202, await api.post(`/users/${id}/roles`, { roleId: role }));
      mustBe(202, await api.delete(`/users/${id}/roles/${role}`));

      expect(mustBe(200, await api.fresh(`/users/${id}/roles?minVersion=3`)).body).toEqual({
        items: [],
      });
      const members = await api.fresh(`/roles/${role}/users?minVersion=3&of=user:${id}`);
      expect(mustBe(200, members).body).toEqual({ items: [] });
    });
  });

  describe('200 registrations of one e-mail address at once', () => {
    it('make exactly one user', async () => {
      const email = `${randomUUID()}@example.com`;
      const answers = await many(200, 200, async (index) =>
        api.post('/users', { id: randomUUID(), email: index % 2 === 0 ? email : email.toUpperCase() }),
      );
      const statuses = groupBy(answers, ({ status }) => status);
      expect(statuses.get(202)).toHaveLength(1);
      expect(statuses.get(409)).toHaveLength(199);
      expect(new Set(statuses.get(409)?.map(({ body }) => body.code))).toEqual(new Set(['iam/email-taken']));
    });
  });

  describe('100 renames of one user at once', () => {
    it('are each accepted or honestly refused, and the read model is the fold of what was accepted', async () => {
      const id = await api.user();
      const answers = await many(100, 100, async (index) =>
        api.put(`/users/${id}`, { firstName: `Ann ${index}`, lastName: 'Lee' }),
      );
      const accepted = answers.filter(({ status }) => status === 202);
      expect(answers.filter(({ status }) => ![202, 409, 503].includes(status))).toEqual([]);
      expect(accepted.length).toBeGreaterThan(0);

      const commits = await streamOf(id);
      expect(commits.map(({ version }) => version)).toEqual(commits.map((_, index) => index + 1));
      const versions = accepted.map(({ body }) => Number(body.version)).toSorted((a, b) => a - b);
      expect(versions).toEqual(commits.slice(1).map(versionAfter));

      const last = commits.at(-1)?.events[0]?.data;
      const user = mustBe(200, await api.fresh(`/users/${id}?minVersion=${commits.length}`));
      expect(user.body).toMatchObject({ version: commits.length, ...last });
    });
  });

  describe('large memberships', () => {
    const COUNT = 150;

    it('a user with many roles is renamed in all of them', async () => {
      const id = await api.user();
      const roles = await many(COUNT, 8, async () => api.role());
      await many(COUNT, 1, async (index) =>
        api.post(`/users/${id}/roles`, { roleId: roles[index] }).then(accepted),
      );
      const renamed = mustBe(202, await api.put(`/users/${id}`, { firstName: 'Zoë', lastName: 'Śmigły' }));
      const version = Number(renamed.body.version);
      expect(version).toBe(COUNT + 2);

      mustBe(200, await api.fresh(`/users/${id}?minVersion=${version}`));
      const held = await api.all(`/users/${id}/roles`, 40);
      expect(held.map((role) => role.id)).toEqual(roles.toSorted());
      await many(COUNT, 8, async (index) => {
        const path = `/roles/${roles[index] ?? ''}/users?minVersion=${version}&of=user:${id}`;
        expect(mustBe(200, await api.fresh(path)).body.items).toEqual([
          { id, firstName: 'Zoë', lastName: 'Śmigły', disabled: false },
        ]);
      });
    });

    it('a role with many users lists each of them once', async () => {
      const role = await api.role();
      const users = await many(COUNT, 8, async () => {
        const id = await api.user();
        accepted(await api.post(`/users/${id}/roles`, { roleId: role }));
        return id;
      });
      await many(COUNT, 8, async (index) => {
        mustBe(200, await api.fresh(`/roles/${role}/users?minVersion=2&of=user:${users[index] ?? ''}`));
      });
      const listed = await api.all(`/roles/${role}/users`, 40);
      expect(listed.map((user) => user.id)).toEqual(users.toSorted());
      await eventually(async () => {
        expect(mustBe(200, await api.get(`/roles/${role}/users/count`)).body).toEqual({ count: COUNT });
      }, 20_000);
    });
  });
});

function accepted(answer: Parameters<typeof mustBe>[1]): void {
  mustBe(202, answer);
}
