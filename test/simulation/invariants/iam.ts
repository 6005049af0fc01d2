import type { DomainEvent } from '../../../src/kernel/domain-event';
import type { UserEvent } from '../../../src/contexts/iam/user/domain/user.events';
import type { RoleEvent } from '../../../src/contexts/iam/role/domain/role.events';
import { RemoveRoleFromUsersWhenRoleDisabled } from '../../../src/contexts/iam/processes/remove-role-from-users-when-role-disabled.process';
import { uniqueValueKey } from '../../../src/eventsourcing/writing/unique-value';
import { streamsOf, type Evidence, type Invariant } from './evidence';

const PROCESS = new RemoveRoleFromUsersWhenRoleDisabled().name;

function* eventsOf<E extends DomainEvent>(evidence: Evidence, type: string): Generator<[string, E[]]> {
  for (const [id, commits] of streamsOf(evidence, type)) {
    yield [id, commits.flatMap(({ events }) => events as unknown as E[])];
  }
}

/** However it is spelt, and also once the user is disabled. */
export const uniqueValuesAreUnique: Invariant = function* (evidence) {
  const owners = new Map<string, string>();
  const values = [
    ...[...eventsOf<UserEvent>(evidence, 'iam/user')].flatMap(([id, events]) =>
      events.flatMap((event) =>
        event.type === 'iam/user/registered' ? [{ id, name: 'email', value: event.data.email }] : [],
      ),
    ),
    ...[...eventsOf<RoleEvent>(evidence, 'iam/role')].flatMap(([id, events]) =>
      events.flatMap((event) =>
        event.type === 'iam/role/created' ? [{ id, name: 'name', value: event.data.name }] : [],
      ),
    ),
  ];
  for (const { id, name, value } of values) {
    const key = uniqueValueKey({ scope: 'iam', name, value });
    const owner = owners.get(key);
    if (owner !== undefined && owner !== id) yield `${owner} and ${id} both have ${key}.`;
    owners.set(key, id);
  }
};

export const disabledRolesAreHeldByNobody: Invariant = function* (evidence) {
  const disabled = new Set<string>();
  for (const [id, events] of eventsOf<RoleEvent>(evidence, 'iam/role'))
    if (events.some(({ type }) => type === 'iam/role/disabled')) disabled.add(id);
  for (const [id, events] of eventsOf<UserEvent>(evidence, 'iam/user')) {
    const held = new Set<string>();
    for (const event of events) {
      if (event.type === 'iam/user/role-added') held.add(event.data.roleId);
      if (event.type === 'iam/user/role-removed' && !held.delete(event.data.roleId))
        yield `Role ${event.data.roleId} was removed from ${id} once more than it was added.`;
    }
    for (const role of held) if (disabled.has(role)) yield `${id} holds ${role}, which is disabled.`;
  }
};

/** A process removes a role from a user because of one commit at most once. */
export const removalsHappenOnce: Invariant = function* (evidence) {
  for (const [id, commits] of streamsOf(evidence, 'iam/user')) {
    const causes = commits.filter(({ actor }) => actor === PROCESS).map(({ causationId }) => causationId);
    if (new Set(causes).size < causes.length)
      yield `${PROCESS} has removed a role from ${id} twice for one commit.`;
  }
};
