import { inject, injectable } from 'inversify';
import { consistencyOf, readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { Page, PageRequest } from '../../../../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { listPage, type Filter } from '../../../../eventsourcing/reading/sorted-list';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import {
  userLists,
  userRolesTable,
  usersTable,
  type UserOrder,
  type UserRoleRow,
  type UserRow,
} from './user.tables';

@injectable()
export class UserQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<UserRow> {
    const user = await readFresh(() => this.tables.get(usersTable, { id }), freshness);
    if (!user) throw new DomainError('not-found', 'iam/user/not-found', 'There is no user with this id.');
    return user;
  }

  /** All users, or those who match, from an index: whoever has just registered may be missing for a moment. */
  async list(order: UserOrder, page: IndexPageRequest, filter?: Filter<UserRow>): Promise<Page<UserRow>> {
    return listPage(this.tables, userLists[order], page, filter);
  }

  /** The roles that a user holds, by role id. @throws DomainError not-found, timeout */
  async roles(id: string, freshness: Freshness, page: PageRequest): Promise<Page<UserRoleRow>> {
    await this.find(id, freshness);
    return this.tables.query(userRolesTable, id, { ...page, ...consistencyOf(freshness) });
  }
}
