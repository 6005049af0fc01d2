import type { UniqueValueRule } from '../../../../eventsourcing/writing/unique-value';
import type { RoleState } from '../domain/role.state';

/** A name belongs to one role, also once the role is disabled. */
export const roleUniqueValues: UniqueValueRule<RoleState> = ({ created, name }) =>
  created ? [{ scope: 'iam/role', name: 'name', value: name }] : [];
