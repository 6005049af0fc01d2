import type { Fold } from '../../../../kernel/fold';
import type { UserEvent } from './user.events';

export interface UserState {
  readonly registered: boolean;
  readonly disabled: boolean;
  readonly email: string;
  /** Empty until the names are given. */
  readonly firstName: string;
  readonly lastName: string;
  /** Ids of the roles held. */
  readonly roles: readonly string[];
}

export const userFold: Fold<UserState, UserEvent> = {
  initial: { registered: false, disabled: false, email: '', firstName: '', lastName: '', roles: [] },
  apply: {
    'iam/user/registered': (user, { email }) => ({ ...user, registered: true, email }),
    'iam/user/names-updated': (user, { firstName, lastName }) => ({ ...user, firstName, lastName }),
    'iam/user/disabled': (user) => ({ ...user, disabled: true }),
    'iam/user/role-added': (user, { roleId }) => ({ ...user, roles: [...user.roles, roleId] }),
    'iam/user/role-removed': (user, { roleId }) => ({
      ...user,
      roles: user.roles.filter((id) => id !== roleId),
    }),
  },
};
