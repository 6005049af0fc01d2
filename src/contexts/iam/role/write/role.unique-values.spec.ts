import { roleFold } from '../domain/role.state';
import { roleUniqueValues } from './role.unique-values';

describe('the uniqueValues of a role', () => {
  const admin = { ...roleFold.initial, created: true, name: 'Administrator' };
  const name = { scope: 'iam/role', name: 'name', value: 'Administrator' };

  it('are none before the role is created', () => {
    expect(roleUniqueValues(roleFold.initial)).toEqual([]);
  });

  it('are the name among roles, also of a disabled role', () => {
    expect(roleUniqueValues(admin)).toEqual([name]);
    expect(roleUniqueValues({ ...admin, disabled: true })).toEqual([name]);
  });
});
