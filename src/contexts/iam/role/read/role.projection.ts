import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { roleEvents, type RoleEvent } from '../domain/role.events';
import { rolesTable, type RoleRow } from './role.tables';

export class RoleProjection implements Projection<RoleEvent, RoleRow, readonly []> {
  readonly name = 'iam/roles';
  /** 2: lists are sorted by text that is folded in full. */
  readonly revision: number = 2;
  readonly source = roleEvents;
  readonly table = rolesTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<RoleEvent, RoleRow> = {
    'iam/role/created': (role, { id, data: { name } }) => ({ ...role, name, nameOrder: sortText(name, id) }),
    'iam/role/disabled': (role) => ({ ...role, disabled: true }),
  };

  initial(id: string): RoleRow {
    const place = { bucket: bucketOf(id), nameOrder: sortText('', id) };
    return { id, version: 0, name: '', disabled: false, ...place };
  }
}
