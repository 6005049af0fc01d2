import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { userEvents, type UserEvent } from '../domain/user.events';
import { usersTable, type UserRow } from './user.tables';

export class UserProjection implements Projection<UserEvent, UserRow, readonly []> {
  readonly name = 'otp/users';
  readonly source = userEvents;
  readonly table = usersTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<UserEvent, UserRow> = {
    'otp/user/signed-in': (user, { data: { role, country, at } }) => ({
      ...user,
      role,
      country,
      signIns: user.signIns + 1,
      lastSignInAt: at,
    }),
  };

  initial(id: string): UserRow {
    return { id, version: 0, role: '', country: '', signIns: 0, lastSignInAt: '' };
  }
}
