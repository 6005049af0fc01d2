import { projecting } from '../../../../../test/support/projecting';
import { bucketOf } from '../../../../eventsourcing/reading/buckets';
import type { UserEvent } from '../domain/user.events';
import { UserProjection } from './user.projection';
import { userRolesTable, usersTable } from './user.tables';

const registered = (email: string): UserEvent => ({ type: 'iam/user/registered', data: { email } });
const named: UserEvent = { type: 'iam/user/names-updated', data: { firstName: 'Ann', lastName: 'Lee' } };
const disabled: UserEvent = { type: 'iam/user/disabled', data: {} };
const added = (roleId: string, roleName: string): UserEvent => ({
  type: 'iam/user/role-added',
  data: { roleId, roleName, firstName: 'Ann', lastName: 'Lee' },
});
const removed = (roleId: string): UserEvent => ({ type: 'iam/user/role-removed', data: { roleId } });

describe('UserProjection', () => {
  const ann = {
    id: 'ann',
    version: 1,
    email: 'ann@example.com',
    firstName: '',
    lastName: '',
    disabled: false,
    bucket: bucketOf('ann'),
    emailOrder: 'ann@example.com\nann',
  };
  const bob = {
    ...ann,
    id: 'bob',
    email: 'bob@example.com',
    bucket: bucketOf('bob'),
    emailOrder: 'bob@example.com\nbob',
  };

  it('shows a user who has registered', () => {
    projecting(new UserProjection()).given('ann', registered('ann@example.com')).then(usersTable, ann);
  });

  it('shows names and whether a user is disabled', () => {
    projecting(new UserProjection())
      .given('ann', registered('ann@example.com'))
      .given('ann', named, disabled)
      .then(usersTable, { ...ann, version: 3, firstName: 'Ann', lastName: 'Lee', disabled: true });
  });

  it('shows the roles that each user holds, and only counts them at the user', () => {
    projecting(new UserProjection())
      .given('ann', registered('ann@example.com'), added('1', 'admin'), added('2', 'reader'))
      .given('bob', registered('bob@example.com'), added('1', 'admin'))
      .then(usersTable, { ...ann, version: 3 }, { ...bob, version: 2 })
      .then(
        userRolesTable,
        { userId: 'ann', roleId: '1', name: 'admin' },
        { userId: 'ann', roleId: '2', name: 'reader' },
        { userId: 'bob', roleId: '1', name: 'admin' },
      );
  });

  it('takes a removed role away from that user alone', () => {
    projecting(new UserProjection())
      .given('ann', registered('ann@example.com'), added('1', 'admin'))
      .given('bob', registered('bob@example.com'), added('1', 'admin'))
      .given('ann', removed('1'))
      .then(userRolesTable, { userId: 'bob', roleId: '1', name: 'admin' });
  });

  it('shows a role that was removed and added again, under its newer name', () => {
    projecting(new UserProjection())
      .given('ann', registered('ann@example.com'), added('1', 'admin'), removed('1'), added('1', 'root'))
      .then(userRolesTable, { userId: 'ann', roleId: '1', name: 'root' });
  });
});
