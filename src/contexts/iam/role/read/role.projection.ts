import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { roleEvents, type RoleEvent } from '../domain/role.events';
import { rolesTable, type RoleRow } from './role.tables';

export class RoleProjection implements Projection<RoleEvent, RoleRow, readonly []> {
  readonly name = 'iam/roles';
  readonly source = roleEvents;
  readonly table = rolesTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<RoleEvent, RoleRow> = {
    'iam/role/created': (role, { data }) => ({ ...role, name: data.name }),
    'iam/role/disabled': (role) => ({ ...role, disabled: true }),
  };

  initial(id: string): RoleRow {
    return { id, version: 0, name: '', disabled: false };
  }
}
