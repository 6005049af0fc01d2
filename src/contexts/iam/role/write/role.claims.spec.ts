import { roleFold } from '../domain/role.state';
import { roleClaims } from './role.claims';

describe('the claims of a role', () => {
  const admin = { ...roleFold.initial, created: true, name: 'Administrator' };
  const name = { scope: 'iam/role', name: 'name', value: 'Administrator' };

  it('are none before the role is created', () => {
    expect(roleClaims(roleFold.initial)).toEqual([]);
  });

  it('are the name among roles, also of a disabled role', () => {
    expect(roleClaims(admin)).toEqual([name]);
    expect(roleClaims({ ...admin, disabled: true })).toEqual([name]);
  });
});
