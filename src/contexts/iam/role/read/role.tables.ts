import { sortedList } from '../../../../eventsourcing/reading/sorted-list';
import { table } from '../../../../eventsourcing/reading/table';
import { tallyTable } from '../../../../eventsourcing/reading/tally-table';

export interface RoleRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly disabled: boolean;
  /** Where the role stands in the list by name. */
  readonly bucket: string;
  readonly nameOrder: string;
}

export interface RoleUserRow {
  readonly roleId: string;
  readonly userId: string;
}

/** Written once for each user, however many roles list them: a rename is one write. */
export interface RoleUserNamesRow {
  /** Id of the user. */
  readonly id: string;
  /** Version of the user. */
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly disabled: boolean;
}

export const rolesTable = table<RoleRow>()('IamRolesTable', {
  key: ['id'],
  indexes: { byName: { partition: 'bucket', sort: 'nameOrder' } },
});
export const roleUsersTable = table<RoleUserRow>()('IamRoleUsersTable', { key: ['roleId', 'userId'] });
export const roleUserNamesTable = table<RoleUserNamesRow>()('IamRoleUserNamesTable', { key: ['id'] });

/** How many users hold each role. */
export const roleHoldersTable = tallyTable('IamRoleHoldersTable');

/** By what roles can be sorted. */
export const roleLists = { name: sortedList(rolesTable, 'byName') } as const;
export type RoleOrder = keyof typeof roleLists;
