import { sortedList } from '../../../../eventsourcing/reading/sorted-list';
import { table } from '../../../../eventsourcing/reading/table';

export interface UserRow {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly disabled: boolean;
  /** Where the user stands in the list by e-mail address. */
  readonly bucket: string;
  readonly emailOrder: string;
}

export interface UserRoleRow {
  readonly userId: string;
  readonly roleId: string;
  readonly name: string;
}

export const usersTable = table<UserRow>()('IamUsersTable', {
  key: ['id'],
  // Users change far more often than they are listed, and seldom their e-mail address.
  indexes: { placesByEmail: { partition: 'bucket', sort: 'emailOrder', holds: 'places' } },
});
export const userRolesTable = table<UserRoleRow>()('IamUserRolesTable', { key: ['userId', 'roleId'] });

/** By what users can be sorted. */
export const userLists = { email: sortedList(usersTable, 'placesByEmail') } as const;
export type UserOrder = keyof typeof userLists;
