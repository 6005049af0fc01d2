import type { Projection, ProjectionSteps } from '../../../../eventsourcing/projecting/projection';
import { roleType, type RoleEvent } from '../domain/role.events';
import { rolesTable, type RoleRow } from './role.tables';

export class RoleProjection implements Projection<RoleEvent, RoleRow> {
  readonly source = roleType;
  readonly heads = rolesTable;
  readonly details = [];

  readonly on: ProjectionSteps<RoleEvent, RoleRow> = {
    'iam/role/created': (role, { data }) => ({ ...role, name: data.name }),
    'iam/role/disabled': (role) => ({ ...role, disabled: true }),
  };

  initial(id: string): RoleRow {
    return { id, version: 0, name: '', disabled: false };
  }
}
