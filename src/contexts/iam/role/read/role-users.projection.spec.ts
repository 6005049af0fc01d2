import { projecting } from '../../../../../test/support/projecting';
import type { UserEvent } from '../../user/domain/user.events';
import { RoleUsersProjection } from './role-users.projection';
import { roleUserNamesTable, roleUsersTable } from './role.tables';

const registered: UserEvent = { type: 'iam/user/registered', data: { email: 'ann@example.com' } };
const disabled: UserEvent = { type: 'iam/user/disabled', data: {} };
const named = (firstName: string): UserEvent => ({
  type: 'iam/user/names-updated',
  data: { firstName, lastName: 'Lee' },
});
const added = (roleId: string, firstName = 'Ann'): UserEvent => ({
  type: 'iam/user/role-added',
  data: { roleId, roleName: 'admin', firstName, lastName: 'Lee' },
});
const removed = (roleId: string): UserEvent => ({ type: 'iam/user/role-removed', data: { roleId } });

describe('RoleUsersProjection', () => {
  const ann = { id: 'ann', version: 1, firstName: '', lastName: '', disabled: false };

  it('knows a user without names, and nothing of the e-mail address', () => {
    projecting(new RoleUsersProjection())
      .given('ann', registered)
      .then(roleUserNamesTable, ann)
      .then(roleUsersTable);
  });

  it('lists the users of each role', () => {
    projecting(new RoleUsersProjection())
      .given('ann', registered, added('1'), added('2'))
      .given('bob', registered, added('1', 'Bob'))
      .then(
        roleUsersTable,
        { roleId: '1', userId: 'ann' },
        { roleId: '1', userId: 'bob' },
        { roleId: '2', userId: 'ann' },
      )
      .then(
        roleUserNamesTable,
        { ...ann, version: 3, firstName: 'Ann', lastName: 'Lee' },
        { ...ann, id: 'bob', version: 2, firstName: 'Bob', lastName: 'Lee' },
      );
  });

  it('renames a user in every role by one row', () => {
    projecting(new RoleUsersProjection())
      .given('ann', registered, added('1'), added('2'))
      .given('ann', named('Anna'))
      .then(roleUserNamesTable, { ...ann, version: 4, firstName: 'Anna', lastName: 'Lee' })
      .then(roleUsersTable, { roleId: '1', userId: 'ann' }, { roleId: '2', userId: 'ann' });
  });

  it('shows that a user is disabled, and leaves the roles', () => {
    projecting(new RoleUsersProjection())
      .given('ann', registered, added('1'), disabled)
      .then(roleUserNamesTable, { ...ann, version: 3, firstName: 'Ann', lastName: 'Lee', disabled: true })
      .then(roleUsersTable, { roleId: '1', userId: 'ann' });
  });

  it('takes a user out of the role that was removed', () => {
    projecting(new RoleUsersProjection())
      .given('ann', registered, added('1'), added('2'), removed('1'))
      .then(roleUsersTable, { roleId: '2', userId: 'ann' });
  });
});
