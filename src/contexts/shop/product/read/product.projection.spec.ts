import { projecting } from '../../../../../test/support/projecting';
import { commitOf } from '../../../../../test/support/commit-of';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { bucketOf } from '../../../../eventsourcing/reading/buckets';
import type { ProductEvent } from '../domain/product.events';
import { ProductProjection } from './product.projection';
import { productsTable, type ProductRow } from './product.tables';

const restocked = (amount: number): ProductEvent => ({ type: 'shop/product/restocked', data: { amount } });
const reserved: ProductEvent = { type: 'shop/product/reserved', data: { reservationId: uuidOf(1) } };

/** Where a product stands in the list by age. */
const place = (id: string): Pick<ProductRow, 'id' | 'bucket' | 'ageOrder'> => {
  const { committedAt } = commitOf('shop/product#1', 1);
  return { id, bucket: bucketOf(id), ageOrder: `${committedAt.toLowerCase()}\n${id}` };
};

describe('ProductProjection', () => {
  it('shows what is available, and what is sold out', () => {
    projecting(new ProductProjection())
      .given('1', restocked(2))
      .given('1', reserved)
      .given('2', restocked(1))
      .given('2', reserved)
      .then(
        productsTable,
        { ...place('1'), version: 2, quantity: 1, status: 'available' },
        { ...place('2'), version: 2, quantity: 0, status: 'sold-out' },
      );
  });

  it('shows what is restocked as available again', () => {
    projecting(new ProductProjection())
      .given('1', restocked(1), reserved, restocked(3))
      .then(productsTable, { ...place('1'), version: 3, quantity: 3, status: 'available' });
  });

  it('shows what nobody has, whatever is held for orders', () => {
    const data = { orderId: uuidOf(2), quantity: 3 };
    const held: ProductEvent = { type: 'shop/product/held', data };
    const projection = projecting(new ProductProjection()).given('1', restocked(3), held);
    projection.then(productsTable, { ...place('1'), version: 2, quantity: 0, status: 'sold-out' });
    projection
      .given('1', { type: 'shop/product/handed-over', data })
      .then(productsTable, { ...place('1'), version: 3, quantity: 0, status: 'sold-out' });
    projecting(new ProductProjection())
      .given('1', restocked(3), held, { type: 'shop/product/released', data })
      .then(productsTable, { ...place('1'), version: 3, quantity: 3, status: 'available' });
  });

  it('leaves a product where its age has put it', () => {
    const projection = new ProductProjection();
    const { on } = projection;
    const at = (
      version: number,
      committedAt: string,
    ): Parameters<(typeof on)['shop/product/restocked']>[1] => ({
      id: '1',
      version,
      committedAt,
      type: 'shop/product/restocked',
      data: { amount: 1 },
    });
    const put = { put: () => undefined, delete: () => undefined };
    const first = on['shop/product/restocked'](
      projection.initial('1'),
      at(1, '2026-11-21T10:00:00.000Z'),
      put,
    );
    const second = on['shop/product/restocked'](first, at(2, '2026-11-22T10:00:00.000Z'), put);
    expect(second.ageOrder).toBe('2026-11-21t10:00:00.000z\n1');
    expect(second.quantity).toBe(2);
  });
});
