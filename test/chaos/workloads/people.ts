import type { Api } from '../../flow/api';
import { many } from '../../support/many';
import type { Random } from '../../simulation/time/random';
import type { Client } from '../client';
import { Journal, listViolations, repeated, type LoggedEvent } from '../journal';
import type { Workload } from './workload';

/** So few that clients meet: at the same name, the same address, the same user. */
const ADDRESSES = 12;
const NAMES = 8;
const READERS = 4;

interface User {
  readonly version: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly disabled: boolean;
}

/** Users, roles and who has which: unique values, two aggregates in one command, and a process. */
export class People implements Workload {
  readonly name = 'people';
  readonly weight = 6;
  private readonly users = new Journal('/users', ['iam/user/role-removed']);
  private readonly roles = new Journal('/roles');

  async step(client: Client, random: Random): Promise<void> {
    const [user, role] = [existing(this.users, random), existing(this.roles, random)];
    const dice = random.between(1, 20);
    if (user === undefined || dice <= 5) await this.register(client, random);
    else if (role === undefined || dice <= 7) await this.createRole(client, random);
    else if (dice <= 12) await this.rename(client, random, user);
    else if (dice <= 16) await this.addRole(client, user, role);
    else if (dice <= 18) await this.removeRole(client, user, role);
    else if (dice === 19) await this.disable(client, this.users, user, '/users', 'iam/user/disabled');
    else await this.disable(client, this.roles, role, '/roles', 'iam/role/disabled');
  }

  async check(api: Api): Promise<readonly string[]> {
    const violations: string[] = [];
    const [users, roles] = [
      new Map<string, readonly LoggedEvent[]>(),
      new Map<string, readonly LoggedEvent[]>(),
    ];
    for (const [journal, logged] of [
      [this.users, users],
      [this.roles, roles],
    ] as const) {
      const { ids } = journal;
      await many(ids.length, READERS, async (index) => {
        const id = ids[index] ?? '';
        const events = await journal.events(api, id);
        violations.push(...journal.violations(id, events));
        if (events.length > 0) logged.set(id, events);
      });
    }
    const disabledRoles = new Set([...roles].filter(([, events]) => events.length > 1).map(([id]) => id));
    await many(roles.size, READERS, async (index) => {
      const [id = '', events = []] = [...roles][index] ?? [];
      const expected = { version: events.length, name: events[0]?.data.name, disabled: events.length > 1 };
      violations.push(...(await this.roles.rowViolations(api, id, expected)));
    });
    const holders = new Map<string, Set<string>>([...roles.keys()].map((id) => [id, new Set()]));
    await many(users.size, READERS, async (index) => {
      const [id = '', events = []] = [...users][index] ?? [];
      violations.push(...(await this.users.rowViolations(api, id, { ...userOf(events) })));
      const held = heldBy(events);
      for (const roleId of held) holders.get(roleId)?.add(id);
      for (const roleId of held)
        if (disabledRoles.has(roleId)) violations.push(`/users/${id} holds ${roleId}, which is disabled`);
      const path = `/users/${id}/roles`;
      violations.push(...listViolations(path, await api.all(path), held));
    });
    await many(roles.size, READERS, async (index) => {
      const [id = ''] = [...roles][index] ?? [];
      const path = `/roles/${id}/users`;
      violations.push(...listViolations(path, await api.all(path), holders.get(id) ?? new Set()));
    });
    const [allUsers, allRoles] = [await api.all('/users'), await api.all('/roles')];
    return [
      ...violations,
      ...listViolations('/users', allUsers, new Set(users.keys())),
      ...listViolations('/roles', allRoles, new Set(roles.keys())),
      ...repeated(
        'the e-mail address',
        allUsers.map(({ email }) => String(email).toLowerCase()),
      ),
      ...repeated(
        'the name of a role',
        allRoles.map(({ name }) => String(name).toLowerCase()),
      ),
    ];
  }

  private async register(client: Client, random: Random): Promise<void> {
    const id = random.uuid();
    const address = random.chance(0.3) ? `shared${random.between(1, ADDRESSES)}` : id;
    const email = `${random.chance(0.5) ? address.toUpperCase() : address}@example.com`;
    const body = { id, email };
    const data = { email: email.toLowerCase() };
    await this.users.send(
      client,
      id,
      { method: 'POST', path: '/users', body },
      { type: 'iam/user/registered', data },
    );
  }

  private async createRole(client: Client, random: Random): Promise<void> {
    const id = random.uuid();
    const name = random.chance(0.3) ? `role ${random.between(1, NAMES)}` : `role ${id}`;
    const request = { method: 'POST', path: '/roles', body: { id, name } } as const;
    await this.roles.send(client, id, request, { type: 'iam/role/created', data: { name } });
  }

  private async rename(client: Client, random: Random, id: string): Promise<void> {
    // No two renames are alike, so that none can stand for another.
    const data = { firstName: 'Ann', lastName: `Lee ${random.uuid()}` };
    const request = { method: 'PUT', path: `/users/${id}`, body: data } as const;
    await this.users.send(client, id, request, { type: 'iam/user/names-updated', data });
  }

  private async addRole(client: Client, id: string, roleId: string): Promise<void> {
    const request = { method: 'POST', path: `/users/${id}/roles`, body: { roleId } } as const;
    await this.users.send(client, id, request, { type: 'iam/user/role-added', data: { roleId } });
  }

  private async removeRole(client: Client, id: string, roleId: string): Promise<void> {
    const request = { method: 'DELETE', path: `/users/${id}/roles/${roleId}` } as const;
    await this.users.send(client, id, request, { type: 'iam/user/role-removed', data: { roleId } });
  }

  private async disable(
    client: Client,
    journal: Journal,
    id: string,
    path: string,
    type: string,
  ): Promise<void> {
    await journal.send(client, id, { method: 'PUT', path: `${path}/${id}/disable` }, { type, data: {} });
  }
}

function existing(journal: Journal, random: Random): string | undefined {
  const ids = journal.ids.filter((id) => journal.isThere(id));
  return ids.length === 0 ? undefined : random.pick(ids);
}

function userOf(events: readonly LoggedEvent[]): User {
  const last = (type: string): LoggedEvent | undefined => events.findLast((event) => event.type === type);
  const { firstName = '', lastName = '' } = last('iam/user/names-updated')?.data ?? {};
  return {
    version: events.length,
    email: String(events[0]?.data.email),
    firstName: String(firstName),
    lastName: String(lastName),
    disabled: last('iam/user/disabled') !== undefined,
  };
}

function heldBy(events: readonly LoggedEvent[]): Set<string> {
  const held = new Set<string>();
  for (const { type, data } of events) {
    if (type === 'iam/user/role-added') held.add(String(data.roleId));
    if (type === 'iam/user/role-removed') held.delete(String(data.roleId));
  }
  return held;
}
