import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { usersTable, type UserRow } from './user.tables';

@injectable()
export class UserQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<UserRow> {
    const user = await readFresh(() => this.tables.get(usersTable, { id }), freshness);
    if (!user) throw new DomainError('not-found', 'otp/user/not-found', 'There is no user with this id.');
    return user;
  }
}
