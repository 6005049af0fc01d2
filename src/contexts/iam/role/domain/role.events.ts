import type { DomainEvent } from '../../../../kernel/domain-event';

export const roleType = 'iam/role';

export type RoleEvent =
  DomainEvent<'iam/role/created', { name: string }> | DomainEvent<'iam/role/disabled', Record<string, never>>;
