import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { userType, type UserEvent } from '../domain/user.events';
import { userRolesTable, usersTable, type UserRow } from './user.tables';

/** Users, and the roles that each holds. */
export class UserProjection implements Projection<UserEvent, UserRow> {
  readonly source = userType;
  readonly table = usersTable;
  readonly details = [userRolesTable];

  readonly on: ProjectionHandlers<UserEvent, UserRow> = {
    'iam/user/registered': (user, { data }) => ({ ...user, email: data.email }),
    'iam/user/names-updated': (user, { data: { firstName, lastName } }) => ({ ...user, firstName, lastName }),
    'iam/user/disabled': (user) => ({ ...user, disabled: true }),
    'iam/user/role-added': (user, { id, data }, details) => {
      details.put(userRolesTable, { userId: id, roleId: data.roleId, name: data.roleName });
      return user;
    },
    'iam/user/role-removed': (user, { id, data }, details) => {
      details.delete(userRolesTable, { userId: id, roleId: data.roleId });
      return user;
    },
  };

  initial(id: string): UserRow {
    return { id, version: 0, email: '', firstName: '', lastName: '', disabled: false };
  }
}
