import { commitOf } from '../../../../../test/support/commit-of';
import { projecting } from '../../../../../test/support/projecting';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { bucketOf } from '../../../../eventsourcing/reading/buckets';
import type { OrderEvent } from '../domain/order.events';
import { OrderProjection } from './order.projection';
import { ordersTable, type OrderRow } from './order.tables';

const lines = [{ productId: uuidOf(1), quantity: 2 }];
const placed: OrderEvent = { type: 'shop/order/placed', data: { lines } };

/** What all rows of an order have. */
const row = (id: string): Pick<OrderRow, 'id' | 'lines' | 'bucket' | 'ageOrder'> => {
  const { committedAt } = commitOf('shop/order#1', 1);
  return { id, lines, bucket: bucketOf(id), ageOrder: `${committedAt.toLowerCase()}\n${id}` };
};

describe('OrderProjection', () => {
  it('shows an order until it is decided, and how', () => {
    projecting(new OrderProjection())
      .given('1', placed)
      .given('2', placed, { type: 'shop/order/confirmed', data: {} })
      .given('3', placed, {
        type: 'shop/order/cancelled',
        data: { reason: 'sold-out', productId: uuidOf(1) },
      })
      .given('4', placed, { type: 'shop/order/cancelled', data: { reason: 'timed-out' } })
      .then(
        ordersTable,
        { ...row('1'), version: 1, status: 'placed' },
        { ...row('2'), version: 2, status: 'confirmed' },
        { ...row('3'), version: 2, status: 'cancelled', reason: 'sold-out', productId: uuidOf(1) },
        { ...row('4'), version: 2, status: 'cancelled', reason: 'timed-out' },
      );
  });
});
