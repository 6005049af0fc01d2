import { given } from '../../../../../test/support/given';
import { Role } from './role';
import type { RoleEvent } from './role.events';

const created = (name = 'administrator'): RoleEvent => ({ type: 'iam/role/created', data: { name } });
const disabled: RoleEvent = { type: 'iam/role/disabled', data: {} };

describe('Role', () => {
  describe('create', () => {
    const create =
      (name: string) =>
      (role: Role): void => {
        role.create(name);
      };

    it.each(['administrator', 'Leser für Ærøskøbing', '管理者', 'a', 'a'.repeat(100)])(
      'takes the name %s',
      (name) => {
        given(Role).when(create(name)).then(created(name));
      },
    );

    it('tidies the name up', () => {
      given(Role).when(create(' Site\u00a0 Re\u0301viseur\n')).then(created('Site R\u00e9viseur'));
    });

    it.each([
      ['empty', ''],
      ['blank', '\u3000'],
      ['101 characters long', 'a'.repeat(101)],
      ['with a control character', 'admin\u0000'],
      ['with turned direction', '\u2066admin'],
      ['with an invisible twin', 'admin\u200b'],
    ])('refuses a name that is %s', (_, name) => {
      given(Role).when(create(name)).refused('rule', 'iam/role/name-invalid', 'name');
    });

    it('happens once, and that comes before the name', () => {
      given(Role, created()).when(create('')).refused('conflict', 'iam/role/already-created');
      given(Role, created(), disabled).when(create('reader')).refused('conflict', 'iam/role/already-created');
    });
  });

  describe('disable', () => {
    const disable = (role: Role): void => {
      role.disable();
    };

    it('disables', () => {
      given(Role, created()).when(disable).then(disabled);
    });

    it('refuses a role that does not exist, and one that is disabled already', () => {
      given(Role).when(disable).refused('not-found', 'iam/role/not-found');
      given(Role, created(), disabled).when(disable).refused('rule', 'iam/role/already-disabled');
    });
  });

  it('keeps its name when it is disabled', () => {
    const role = new Role('admin');
    role.create('administrator');
    role.disable();
    expect(role.state).toEqual({ created: true, disabled: true, name: 'administrator' });
  });
});
