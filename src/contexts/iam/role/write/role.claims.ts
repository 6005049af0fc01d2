import type { ClaimRule } from '../../../../eventsourcing/claim';
import type { RoleState } from '../domain/role.state';

/** A name belongs to one role, also once the role is disabled. */
export const roleClaims: ClaimRule<RoleState> = ({ created, name }) =>
  created ? [{ scope: 'iam/role', name: 'name', value: name }] : [];
