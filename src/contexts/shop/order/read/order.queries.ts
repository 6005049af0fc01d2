import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { Page } from '../../../../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { listPage, type Filter } from '../../../../eventsourcing/reading/sorted-list';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { orderLists, ordersTable, type OrderSorting, type OrderRow } from './order.tables';

@injectable()
export class OrderQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<OrderRow> {
    const order = await readFresh(() => this.tables.get(ordersTable, { id }), freshness);
    if (!order) {
      throw new DomainError('not-found', 'shop/order/not-found', 'There is no order with this id.');
    }
    return order;
  }

  /** All orders, or those that match, from an index: one that is new may be missing for a moment. */
  async list(
    order: OrderSorting,
    page: IndexPageRequest,
    filter?: Filter<OrderRow>,
  ): Promise<Page<OrderRow>> {
    return listPage(this.tables, orderLists[order], page, filter);
  }
}
