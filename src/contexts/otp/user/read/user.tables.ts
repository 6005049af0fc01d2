import { table } from '../../../../eventsourcing/reading/table';

export interface UserRow {
  readonly id: string;
  readonly version: number;
  readonly role: string;
  readonly country: string;
  readonly signIns: number;
  /** ISO 8601, UTC. */
  readonly lastSignInAt: string;
}

export const usersTable = table<UserRow>()('OtpUsersTable', { key: ['id'] });
