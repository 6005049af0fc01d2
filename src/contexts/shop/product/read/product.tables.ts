import { sortedList } from '../../../../eventsourcing/reading/sorted-list';
import { table } from '../../../../eventsourcing/reading/table';
import type { ProductStatus } from '../domain/product.state';

export interface ProductRow {
  readonly id: string;
  readonly version: number;
  readonly quantity: number;
  readonly status: ProductStatus;
  /**
   * Where the product stands in the list by age. That never changes: by quantity, each sale would move it, and whoever
   * turns the pages meanwhile would see it twice or not at all.
   */
  readonly bucket: string;
  readonly ageOrder: string;
}

export const productsTable = table<ProductRow>()('ShopProductsTable', {
  key: ['id'],
  indexes: { byAge: { partition: 'bucket', sort: 'ageOrder' } },
});

/** By what products can be sorted. */
export const productLists = { age: sortedList(productsTable, 'byAge') } as const;
export type ProductOrder = keyof typeof productLists;
