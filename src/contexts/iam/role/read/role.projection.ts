import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { roleType, type RoleEvent } from '../domain/role.events';
import { rolesTable, type RoleRow } from './role.tables';

export class RoleProjection implements Projection<RoleEvent, RoleRow> {
  readonly source = roleType;
  readonly table = rolesTable;
  readonly details = [];

  readonly on: ProjectionHandlers<RoleEvent, RoleRow> = {
    'iam/role/created': (role, { data }) => ({ ...role, name: data.name }),
    'iam/role/disabled': (role) => ({ ...role, disabled: true }),
  };

  initial(id: string): RoleRow {
    return { id, version: 0, name: '', disabled: false };
  }
}
