import { projecting } from '../../../../../test/support/projecting';
import type { RoleEvent } from '../domain/role.events';
import { RoleProjection } from './role.projection';
import { rolesTable } from './role.tables';

const created: RoleEvent = { type: 'iam/role/created', data: { name: 'Administrator' } };
const disabled: RoleEvent = { type: 'iam/role/disabled', data: {} };

describe('RoleProjection', () => {
  it('shows roles, and whether they are disabled', () => {
    projecting(new RoleProjection())
      .given('1', created)
      .given('2', created, disabled)
      .then(
        rolesTable,
        { id: '1', version: 1, name: 'Administrator', disabled: false },
        { id: '2', version: 2, name: 'Administrator', disabled: true },
      );
  });
});
