import { table } from '../../../../eventsourcing/reading/table';

export interface UserRow {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly disabled: boolean;
}

export interface UserRoleRow {
  readonly userId: string;
  readonly roleId: string;
  readonly name: string;
}

export const usersTable = table<UserRow>()('IamUsersTable', { key: ['id'] });
export const userRolesTable = table<UserRoleRow>()('IamUserRolesTable', { key: ['userId', 'roleId'] });
