import { randomUUID } from 'node:crypto';
import type { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import type { UserEvent } from '../../src/contexts/iam/user/domain/user.events';
import type { RoleEvent } from '../../src/contexts/iam/role/domain/role.events';
import { streamOf } from '../../src/eventsourcing/stream';

/** Writes history straight into the log; everything after it is the pipeline's work. */
export class Seed {
  constructor(private readonly store: DynamoEventStore) {}

  async role(name: string): Promise<string> {
    const id = randomUUID();
    await this.append('iam/role', id, 1, [{ type: 'iam/role/created', data: { name } }]);
    return id;
  }

  /** Registers a user who holds some roles; one commit for each role. */
  async user(roles: readonly string[]): Promise<string> {
    const id = randomUUID();
    const registered: UserEvent = { type: 'iam/user/registered', data: { email: `${id}@example.com` } };
    await this.append('iam/user', id, 1, [registered]);
    for (const [index, roleId] of roles.entries()) {
      const data = { roleId, roleName: `role ${index}`, firstName: '', lastName: '' };
      await this.append('iam/user', id, index + 2, [{ type: 'iam/user/role-added', data }]);
    }
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
    const { outcome } = await this.store.append(commit, { taken: [], released: [] });
    if (outcome !== 'appended') throw new Error(`${stream} at version ${version}: ${outcome}`);
  }
}
