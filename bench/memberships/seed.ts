import { randomUUID } from 'node:crypto';
import type { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import type { UserEvent } from '../../src/contexts/iam/user/domain/user.events';
import type { RoleEvent } from '../../src/contexts/iam/role/domain/role.events';
import { streamOf } from '../../src/eventsourcing/log/commit';

/** Writes history straight into the log; everything after it is the pipeline's work. */
export class Seed {
  constructor(private readonly store: DynamoEventStore) {}

  async role(name: string): Promise<string> {
    const id = randomUUID();
    await this.append('iam/role', id, 1, [{ type: 'iam/role/created', data: { name } }]);
    return id;
  }

  /** Registers a user who holds some roles: one commit with the first role, and one more for each of the others. */
  async user(roles: readonly string[]): Promise<string> {
    const id = randomUUID();
    const registered: UserEvent = { type: 'iam/user/registered', data: { email: `${id}@example.com` } };
    const [first, ...others] = roles.map((roleId, index) => roleAdded(roleId, `role ${index}`));
    await this.append('iam/user', id, 1, first ? [registered, first] : [registered]);
    for (const [index, event] of others.entries()) await this.append('iam/user', id, index + 3, [event]);
    return id;
  }

  private async append(
    type: string,
    id: string,
    version: number,
    events: readonly (UserEvent | RoleEvent)[],
  ): Promise<void> {
    const stream = streamOf(type, id);
    const ids = { commitId: randomUUID(), correlationId: 'bench', causationId: 'bench', actor: 'bench' };
    const commit = { stream, version, committedAt: new Date().toISOString(), ...ids, events };
    const { outcome } = await this.store.append(commit);
    if (outcome !== 'appended') throw new Error(`${stream} at version ${version}: ${outcome}`);
  }
}

function roleAdded(roleId: string, roleName: string): UserEvent {
  return { type: 'iam/user/role-added', data: { roleId, roleName, firstName: '', lastName: '' } };
}
