import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export interface OrderLine {
  readonly productId: string;
  /** Pieces. */
  readonly quantity: number;
}

export type CancelReason = 'sold-out' | 'unknown-product' | 'timed-out';

export interface Cancellation {
  readonly reason: CancelReason;
  /** Whose fault it is, where it is a product's. */
  readonly productId?: string;
}

export type OrderEvent =
  | DomainEvent<'shop/order/placed', { lines: readonly OrderLine[] }>
  | DomainEvent<'shop/order/confirmed', Record<string, never>>
  | DomainEvent<'shop/order/cancelled', Cancellation>;

export const orderEvents = eventSource<OrderEvent>({
  type: 'shop/order',
  views: {
    'shop/order/placed': ({ lines }) => ({
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    }),
    'shop/order/confirmed': () => ({}),
    'shop/order/cancelled': ({ reason, productId }) => ({ reason, ...(productId && { productId }) }),
  },
});
