import { projecting } from '../../../../../test/support/projecting';
import { bucketOf } from '../../../../eventsourcing/reading/buckets';
import type { RoleEvent } from '../domain/role.events';
import { RoleProjection } from './role.projection';
import { rolesTable, type RoleRow } from './role.tables';

const created: RoleEvent = { type: 'iam/role/created', data: { name: 'Administrator' } };
const disabled: RoleEvent = { type: 'iam/role/disabled', data: {} };

/** Where a role of this name stands in the list. */
const place = (id: string): Pick<RoleRow, 'id' | 'bucket' | 'nameOrder'> => {
  return { id, bucket: bucketOf(id), nameOrder: `administrator\n${id}` };
};

describe('RoleProjection', () => {
  it('shows roles, and whether they are disabled', () => {
    projecting(new RoleProjection())
      .given('1', created)
      .given('2', created, disabled)
      .then(
        rolesTable,
        { ...place('1'), version: 1, name: 'Administrator', disabled: false },
        { ...place('2'), version: 2, name: 'Administrator', disabled: true },
      );
  });
});
