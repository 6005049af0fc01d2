import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type UserEvent =
  | DomainEvent<'iam/user/registered', { email: string }>
  | DomainEvent<'iam/user/names-updated', { firstName: string; lastName: string }>
  | DomainEvent<'iam/user/disabled', Record<string, never>>
  | DomainEvent<'iam/user/role-added', RoleAdded>
  | DomainEvent<'iam/user/role-removed', { roleId: string }>;

/** Enriched with both names, so that neither projection waits for the other. */
export interface RoleAdded {
  roleId: string;
  roleName: string;
  firstName: string;
  lastName: string;
}

export const userEvents = eventSource<UserEvent>({
  type: 'iam/user',
  views: {
    'iam/user/registered': ({ email }) => ({ email }),
    'iam/user/names-updated': ({ firstName, lastName }) => ({ firstName, lastName }),
    'iam/user/disabled': () => ({}),
    'iam/user/role-added': ({ roleId, roleName, firstName, lastName }) => ({
      roleId,
      roleName,
      firstName,
      lastName,
    }),
    'iam/user/role-removed': ({ roleId }) => ({ roleId }),
  },
  personal: {
    'iam/user/registered': ['email'],
    'iam/user/names-updated': ['firstName', 'lastName'],
    'iam/user/role-added': ['firstName', 'lastName'],
  },
});
