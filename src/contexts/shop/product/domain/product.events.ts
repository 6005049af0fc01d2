import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type ProductEvent =
  | DomainEvent<'shop/product/restocked', { amount: number }>
  | DomainEvent<'shop/product/reserved', { reservationId: string }>;

export const productEvents = eventSource<ProductEvent>({
  type: 'shop/product',
  views: {
    'shop/product/restocked': ({ amount }) => ({ amount }),
    'shop/product/reserved': ({ reservationId }) => ({ reservationId }),
  },
});
