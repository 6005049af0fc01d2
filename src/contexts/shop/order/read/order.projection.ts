import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { orderEvents, type OrderEvent } from '../domain/order.events';
import { ordersTable, type OrderRow } from './order.tables';

export class OrderProjection implements Projection<OrderEvent, OrderRow, readonly []> {
  readonly name = 'shop/orders';
  readonly source = orderEvents;
  readonly table = ordersTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<OrderEvent, OrderRow> = {
    'shop/order/placed': (order, { id, committedAt, data: { lines } }) => ({
      ...order,
      lines,
      ageOrder: sortText(committedAt, id),
    }),
    'shop/order/confirmed': (order) => ({ ...order, status: 'confirmed' }),
    'shop/order/cancelled': (order, { data: { reason, productId } }) => ({
      ...order,
      status: 'cancelled',
      reason,
      ...(productId !== undefined && { productId }),
    }),
  };

  initial(id: string): OrderRow {
    const place = { bucket: bucketOf(id), ageOrder: sortText('', id) };
    return { id, version: 0, status: 'placed', lines: [], ...place };
  }
}
