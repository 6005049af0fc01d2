import { sortedList } from '../../../../eventsourcing/reading/sorted-list';
import { table } from '../../../../eventsourcing/reading/table';
import type { CancelReason, OrderLine } from '../domain/order.events';
import type { OrderStatus } from '../domain/order.state';

export interface OrderRow {
  readonly id: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  /** Of an order that was cancelled. */
  readonly reason?: CancelReason;
  /** The product that it was cancelled for. */
  readonly productId?: string;
  /** Where the order stands in the list by age. */
  readonly bucket: string;
  readonly ageOrder: string;
}

export const ordersTable = table<OrderRow>()('ShopOrdersTable', {
  key: ['id'],
  indexes: { byAge: { partition: 'bucket', sort: 'ageOrder' } },
});

/** By what orders can be sorted. */
export const orderLists = { age: sortedList(ordersTable, 'byAge') } as const;
export type OrderSorting = keyof typeof orderLists;
