import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { productEvents, type ProductEvent } from '../domain/product.events';
import { statusOf } from '../domain/product.state';
import { productsTable, type ProductRow } from './product.tables';

export class ProductProjection implements Projection<ProductEvent, ProductRow, readonly []> {
  readonly name = 'shop/products';
  readonly source = productEvents;
  readonly table = productsTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<ProductEvent, ProductRow> = {
    'shop/product/restocked': (product, { id, version, committedAt, data: { amount } }) => ({
      ...withQuantity(product, product.quantity + amount),
      // Its first event is as old as the product.
      ...(version === 1 && { ageOrder: sortText(committedAt, id) }),
    }),
    'shop/product/reserved': (product) => withQuantity(product, product.quantity - 1),
    'shop/product/held': (product, { data }) => withQuantity(product, product.quantity - data.quantity),
    'shop/product/released': (product, { data }) => withQuantity(product, product.quantity + data.quantity),
    'shop/product/handed-over': (product) => product,
  };

  initial(id: string): ProductRow {
    const place = { bucket: bucketOf(id), ageOrder: sortText('', id) };
    return { id, version: 0, quantity: 0, status: statusOf(0), ...place };
  }
}

function withQuantity(product: ProductRow, quantity: number): ProductRow {
  return { ...product, quantity, status: statusOf(quantity) };
}
