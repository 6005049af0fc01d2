import {
  detail,
  type Projection,
  type ProjectionHandlers,
} from '../../../../eventsourcing/consuming/projection';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { userEvents, type UserEvent } from '../domain/user.events';
import { userRolesTable, usersTable, type UserRow } from './user.tables';

const details = [detail(userRolesTable, 'put', 'delete')] as const;

/** Users, and the roles that each holds. */
export class UserProjection implements Projection<UserEvent, UserRow, typeof details> {
  readonly name = 'iam/users';
  /** 2: lists are sorted by text that is folded in full. */
  readonly revision: number = 2;
  readonly source = userEvents;
  readonly table = usersTable;
  readonly details = details;

  readonly on: ProjectionHandlers<UserEvent, UserRow, typeof details> = {
    'iam/user/registered': (user, { id, data: { email } }) => ({
      ...user,
      email,
      emailOrder: sortText(email, id),
    }),
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
    const place = { bucket: bucketOf(id), emailOrder: sortText('', id) };
    return { id, version: 0, email: '', firstName: '', lastName: '', disabled: false, ...place };
  }
}
