import { given } from '../../../../../test/support/given';
import { User } from './user';
import type { UserEvent } from './user.events';
import type { JoinedRole } from './user.rules';

const registered: UserEvent = { type: 'iam/user/registered', data: { email: 'ann@example.com' } };
const disabled: UserEvent = { type: 'iam/user/disabled', data: {} };
const named = (firstName: string, lastName: string): UserEvent => ({
  type: 'iam/user/names-updated',
  data: { firstName, lastName },
});
const removed: UserEvent = { type: 'iam/user/role-removed', data: { roleId: 'admin' } };
const added: UserEvent = {
  type: 'iam/user/role-added',
  data: { roleId: 'admin', roleName: 'administrator', firstName: '', lastName: '' },
};
const admin: JoinedRole = { id: 'admin', name: 'administrator', status: 'enabled' };

describe('User', () => {
  describe('register', () => {
    it.each([
      ['ann@example.com', 'ann@example.com'],
      ['  Ann@Example.COM ', 'ann@example.com'],
      ['ａnn＠example.com', 'ann@example.com'],
      ['ann+tag@sub.example.co.uk', 'ann+tag@sub.example.co.uk'],
    ])('takes %j, normalised', (address, email) => {
      given(User)
        .when((user) => {
          user.register(address);
        })
        .then({ type: 'iam/user/registered', data: { email } });
    });

    it.each([
      '',
      'ann',
      'ann@',
      '@example.com',
      'ann@example',
      'ann lee@example.com',
      'a@b@example.com',
      'ann@example.com\u0000',
    ])('refuses %j, which is no address', (address) => {
      given(User)
        .when((user) => {
          user.register(address);
        })
        .refused('rule', 'iam/user/email-invalid', 'email');
    });

    it('happens once, also with the same address', () => {
      given(User, registered)
        .when((user) => {
          user.register('ann@example.com');
        })
        .refused('conflict', 'iam/user/already-registered');
    });

    it('looks at the user before the address', () => {
      given(User, registered)
        .when((user) => {
          user.register('no address');
        })
        .refused('conflict', 'iam/user/already-registered');
    });

    it('is not possible again for a disabled user', () => {
      given(User, registered, disabled)
        .when((user) => {
          user.register('ann@example.com');
        })
        .refused('conflict', 'iam/user/already-registered');
    });
  });

  describe('updateNames', () => {
    const update =
      (firstName: string, lastName: string) =>
      (user: User): void => {
        user.updateNames(firstName, lastName);
      };

    it.each([
      ['Ann', 'Lee'],
      ['李', '小龍'],
      ['Ærøskøbing', "O'Neill-Smith"],
      ['a'.repeat(100), 'e\u0301'.normalize('NFC').repeat(100)],
    ])('takes %s %s', (firstName, lastName) => {
      given(User, registered).when(update(firstName, lastName)).then(named(firstName, lastName));
    });

    it('tidies the names up: blanks, and accents written apart', () => {
      given(User, registered)
        .when(update('  Ann \t Mary ', 'Ame\u0301lie'))
        .then(named('Ann Mary', 'Am\u00e9lie'));
    });

    it.each([
      ['empty', ''],
      ['blank', ' \t '],
      ['101 characters long', 'a'.repeat(101)],
      ['with a control character', 'Ann\u0007'],
      ['with turned direction', 'Ann\u202e'],
    ])('refuses a name that is %s, naming the field', (_, name) => {
      given(User, registered).when(update(name, 'Lee')).refused('rule', 'iam/user/name-invalid', 'firstName');
      given(User, registered).when(update('Ann', name)).refused('rule', 'iam/user/name-invalid', 'lastName');
    });

    it('names both fields when both are wrong', () => {
      given(User, registered)
        .when(update('', ''))
        .refused('rule', 'iam/user/name-invalid', 'firstName', 'lastName');
    });

    it('may be repeated', () => {
      given(User, registered, named('Ann', 'Lee')).when(update('Ann', 'Lee')).then(named('Ann', 'Lee'));
    });

    it('looks for the user, then whether it is enabled, then at the names', () => {
      given(User).when(update('', '')).refused('not-found', 'iam/user/not-found');
      given(User, registered, disabled).when(update('', '')).refused('rule', 'iam/user/disabled');
    });
  });

  describe('disable', () => {
    const disable = (user: User): void => {
      user.disable();
    };

    it('disables', () => {
      given(User, registered).when(disable).then(disabled);
    });

    it('refuses a user who does not exist, and one who is disabled already', () => {
      given(User).when(disable).refused('not-found', 'iam/user/not-found');
      given(User, registered, disabled).when(disable).refused('rule', 'iam/user/already-disabled');
    });
  });

  describe('addRole', () => {
    const add =
      (role: JoinedRole) =>
      (user: User): void => {
        user.addRole(role);
      };

    it('adds the role with its name and the names of the user', () => {
      given(User, registered, named('Ann', 'Lee'))
        .when(add(admin))
        .then({
          type: 'iam/user/role-added',
          data: { roleId: 'admin', roleName: 'administrator', firstName: 'Ann', lastName: 'Lee' },
        });
    });

    it('adds a role to a user without names', () => {
      given(User, registered).when(add(admin)).then(added);
    });

    it('adds a role again once it was removed', () => {
      given(User, registered, added, removed).when(add(admin)).then(added);
    });

    it.each([
      ['missing', 'iam/user/role-not-found'],
      ['disabled', 'iam/user/role-disabled'],
    ] as const)('refuses a role that is %s', (status, code) => {
      given(User, registered)
        .when(add({ ...admin, status }))
        .refused('rule', code);
    });

    it('refuses a role that is held', () => {
      given(User, registered, added).when(add(admin)).refused('rule', 'iam/user/role-already-held');
    });

    it('looks for the user, whether it is enabled, for the role, whether that is enabled, then whether it is held', () => {
      const missing: JoinedRole = { ...admin, status: 'missing' };
      given(User).when(add(missing)).refused('not-found', 'iam/user/not-found');
      given(User, registered, disabled).when(add(missing)).refused('rule', 'iam/user/disabled');
      given(User, registered, added).when(add(missing)).refused('rule', 'iam/user/role-not-found');
      given(User, registered, added)
        .when(add({ ...admin, status: 'disabled' }))
        .refused('rule', 'iam/user/role-disabled');
    });
  });

  describe('removeRole', () => {
    const remove = (user: User): void => {
      user.removeRole('admin');
    };

    it('removes a role that is held', () => {
      given(User, registered, added).when(remove).then(removed);
    });

    it('removes it also from a disabled user', () => {
      given(User, registered, added, disabled).when(remove).then(removed);
    });

    it('refuses a user who does not exist', () => {
      given(User).when(remove).refused('not-found', 'iam/user/not-found');
    });

    it('refuses a role that is not held, never was, or was removed', () => {
      given(User, registered).when(remove).refused('rule', 'iam/user/role-not-held');
      given(User, registered, added, removed).when(remove).refused('rule', 'iam/user/role-not-held');
    });

    it('leaves the other roles', () => {
      const reader: JoinedRole = { id: 'reader', name: 'reader', status: 'enabled' };
      given(User, registered, added)
        .when((user) => {
          user.addRole(reader);
          user.removeRole('admin');
          user.removeRole('reader');
        })
        .then(
          {
            type: 'iam/user/role-added',
            data: { roleId: 'reader', roleName: 'reader', firstName: '', lastName: '' },
          },
          removed,
          { type: 'iam/user/role-removed', data: { roleId: 'reader' } },
        );
    });
  });
});
