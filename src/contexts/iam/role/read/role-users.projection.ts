import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { userType, type UserEvent } from '../../user/domain/user.events';
import { roleUserNamesTable, roleUsersTable, type RoleUserNamesRow } from './role.tables';

/** The users who hold each role. Follows the users, so that every row has one stream that writes it. */
export class RoleUsersProjection implements Projection<UserEvent, RoleUserNamesRow> {
  readonly source = userType;
  readonly table = roleUserNamesTable;
  readonly details = [roleUsersTable];

  readonly on: ProjectionHandlers<UserEvent, RoleUserNamesRow> = {
    'iam/user/registered': (user) => user,
    'iam/user/names-updated': (user, { data: { firstName, lastName } }) => ({ ...user, firstName, lastName }),
    'iam/user/disabled': (user) => ({ ...user, disabled: true }),
    'iam/user/role-added': (user, { id, data: { roleId, firstName, lastName } }, details) => {
      details.put(roleUsersTable, { roleId, userId: id });
      return { ...user, firstName, lastName };
    },
    'iam/user/role-removed': (user, { id, data: { roleId } }, details) => {
      details.delete(roleUsersTable, { roleId, userId: id });
      return user;
    },
  };

  initial(id: string): RoleUserNamesRow {
    return { id, version: 0, firstName: '', lastName: '', disabled: false };
  }
}
