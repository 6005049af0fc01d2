import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { Page } from '../../../../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { listPage, type Filter } from '../../../../eventsourcing/reading/sorted-list';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { productLists, productsTable, type ProductOrder, type ProductRow } from './product.tables';

@injectable()
export class ProductQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<ProductRow> {
    const product = await readFresh(() => this.tables.get(productsTable, { id }), freshness);
    if (!product) {
      throw new DomainError('not-found', 'shop/product/not-found', 'There is no product with this id.');
    }
    return product;
  }

  /** All products, or those that match, from an index: one that is new may be missing for a moment. */
  async list(
    order: ProductOrder,
    page: IndexPageRequest,
    filter?: Filter<ProductRow>,
  ): Promise<Page<ProductRow>> {
    return listPage(this.tables, productLists[order], page, filter);
  }
}
