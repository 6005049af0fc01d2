import { inject, injectable } from 'inversify';
import { consistencyOf, readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { Page, PageRequest } from '../../../../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { listPage, type Filter } from '../../../../eventsourcing/reading/sorted-list';
import { sumOf } from '../../../../eventsourcing/reading/tally-sum';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import {
  roleHoldersTable,
  roleLists,
  rolesTable,
  roleUserNamesTable,
  roleUsersTable,
  type RoleOrder,
  type RoleRow,
  type RoleUserNamesRow,
} from './role.tables';

/** How fresh a role's list of users must be: as of a version of the role, or of the user `of` (`user:<uuid>`). */
export interface MembersFreshness extends Freshness {
  readonly of?: string;
}

@injectable()
export class RoleQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<RoleRow> {
    const role = await readFresh(() => this.tables.get(rolesTable, { id }), freshness);
    if (!role) throw new DomainError('not-found', 'iam/role/not-found', 'There is no role with this id.');
    return role;
  }

  /** All roles, or those that match, from an index: one that was just created may be missing for a moment. */
  async list(order: RoleOrder, page: IndexPageRequest, filter?: Filter<RoleRow>): Promise<Page<RoleRow>> {
    return listPage(this.tables, roleLists[order], page, filter);
  }

  /** The users who hold a role, by user id. @throws DomainError not-found, timeout */
  async members(id: string, freshness: MembersFreshness, page: PageRequest): Promise<Page<RoleUserNamesRow>> {
    await this.waitForMembers(id, freshness);
    const consistency = consistencyOf(freshness);
    const { rows, ...more } = await this.tables.query(roleUsersTable, id, { ...page, ...consistency });
    const keys = rows.map((row) => ({ id: row.userId }));
    const users = await this.tables.getMany(roleUserNamesTable, keys, consistency);
    return { rows: users.filter((user) => user !== undefined), ...more };
  }

  /** How many users hold a role, as of a moment ago. @throws DomainError not-found, timeout */
  async holders(id: string, freshness: Freshness): Promise<number> {
    await this.find(id, freshness);
    return sumOf(this.tables, roleHoldersTable, id);
  }

  /** A role and its users are streams of their own, so a user's news may be readable before the role is: both are waited for. */
  private async waitForMembers(id: string, { of, ...freshness }: MembersFreshness): Promise<void> {
    const userId = of?.split(':')[1];
    if (!userId || !freshness.minVersion) {
      await this.find(id, freshness);
      return;
    }
    const user = readFresh(() => this.tables.get(roleUserNamesTable, { id: userId }), freshness);
    await Promise.all([user, this.find(id, { ...freshness, minVersion: 1 })]);
  }
}
