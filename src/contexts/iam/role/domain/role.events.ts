import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type RoleEvent =
  DomainEvent<'iam/role/created', { name: string }> | DomainEvent<'iam/role/disabled', Record<string, never>>;

export const roleEvents = eventSource<RoleEvent>({
  type: 'iam/role',
  views: {
    'iam/role/created': ({ name }) => ({ name }),
    'iam/role/disabled': () => ({}),
  },
});
