import {
  detail,
  type Projection,
  type ProjectionHandlers,
} from '../../../../eventsourcing/consuming/projection';
import { userEvents, type UserEvent } from '../../user/domain/user.events';
import { roleUserNamesTable, roleUsersTable, type RoleUserNamesRow } from './role.tables';

const details = [detail(roleUsersTable, 'put', 'delete')] as const;

/** The users who hold each role. Follows the users, so that every row has one stream that writes it. */
export class RoleUsersProjection implements Projection<UserEvent, RoleUserNamesRow, typeof details> {
  readonly name = 'iam/role-users';
  readonly source = userEvents;
  readonly table = roleUserNamesTable;
  readonly details = details;

  readonly on: ProjectionHandlers<UserEvent, RoleUserNamesRow, typeof details> = {
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
