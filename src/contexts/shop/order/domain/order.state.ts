import type { Fold } from '../../../../kernel/fold';
import type { OrderEvent } from './order.events';

export type OrderStatus = 'placed' | 'confirmed' | 'cancelled';

export interface OrderState {
  readonly status: OrderStatus | 'new';
}

export const orderFold: Fold<OrderState, OrderEvent> = {
  initial: { status: 'new' },
  apply: {
    'shop/order/placed': () => ({ status: 'placed' }),
    'shop/order/confirmed': () => ({ status: 'confirmed' }),
    'shop/order/cancelled': () => ({ status: 'cancelled' }),
  },
};
