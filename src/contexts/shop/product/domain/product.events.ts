import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

/** Pieces of an order. */
interface OfOrder {
  orderId: string;
  quantity: number;
}

export type ProductEvent =
  | DomainEvent<'shop/product/restocked', { amount: number }>
  | DomainEvent<'shop/product/reserved', { reservationId: string }>
  | DomainEvent<'shop/product/held', OfOrder>
  | DomainEvent<'shop/product/released', OfOrder>
  | DomainEvent<'shop/product/handed-over', OfOrder>;

export const productEvents = eventSource<ProductEvent>({
  type: 'shop/product',
  views: {
    'shop/product/restocked': ({ amount }) => ({ amount }),
    'shop/product/reserved': ({ reservationId }) => ({ reservationId }),
    'shop/product/held': ({ orderId, quantity }) => ({ orderId, quantity }),
    'shop/product/released': ({ orderId, quantity }) => ({ orderId, quantity }),
    'shop/product/handed-over': ({ orderId, quantity }) => ({ orderId, quantity }),
  },
});
