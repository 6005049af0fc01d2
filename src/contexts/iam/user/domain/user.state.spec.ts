import { User } from './user';
import type { UserEvent } from './user.events';

function stateAfter(...events: UserEvent[]): User['state'] {
  const user = new User('ann');
  for (const event of events) user.hydrate(event);
  return user.state;
}

const role = (roleId: string): UserEvent => ({
  type: 'iam/user/role-added',
  data: { roleId, roleName: roleId, firstName: '', lastName: '' },
});

describe('the state of a user', () => {
  const nobody = { registered: false, disabled: false, email: '', firstName: '', lastName: '', roles: [] };

  it('is nobody before the first event', () => {
    expect(stateAfter()).toEqual(nobody);
  });

  it('follows every event', () => {
    expect(
      stateAfter(
        { type: 'iam/user/registered', data: { email: 'ann@example.com' } },
        { type: 'iam/user/names-updated', data: { firstName: 'Ann', lastName: 'Lee' } },
        role('admin'),
        role('reader'),
        { type: 'iam/user/role-removed', data: { roleId: 'admin' } },
        { type: 'iam/user/disabled', data: {} },
      ),
    ).toEqual({
      registered: true,
      disabled: true,
      email: 'ann@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      roles: ['reader'],
    });
  });

  it('leaves the state before an event as it was', () => {
    const user = new User('ann');
    user.hydrate(role('admin'));
    const before = user.state;
    user.hydrate(role('reader'));
    user.hydrate({ type: 'iam/user/role-removed', data: { roleId: 'admin' } });
    expect(before).toEqual({ ...nobody, roles: ['admin'] });
  });
});
