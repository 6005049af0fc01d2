import type { Fold } from '../../../../kernel/fold';
import type { ProductEvent } from './product.events';

export interface ProductState {
  /** Whether it has ever been restocked: that is what makes a product. */
  readonly known: boolean;
  /** Pieces that nobody has reserved. */
  readonly quantity: number;
  /** Pieces that are held for orders which are not decided yet, by order. */
  readonly held: Readonly<Record<string, number>>;
}

export const productFold: Fold<ProductState, ProductEvent> = {
  /** 2: with `held`. */
  revision: 2,
  initial: { known: false, quantity: 0, held: {} },
  apply: {
    'shop/product/restocked': (product, { amount }) => ({
      ...product,
      known: true,
      quantity: product.quantity + amount,
    }),
    'shop/product/reserved': (product) => ({ ...product, quantity: product.quantity - 1 }),
    'shop/product/held': ({ quantity, held, ...product }, { orderId, quantity: pieces }) => ({
      ...product,
      quantity: quantity - pieces,
      held: { ...held, [orderId]: pieces },
    }),
    'shop/product/released': ({ quantity, held, ...product }, { orderId, quantity: pieces }) => ({
      ...product,
      quantity: quantity + pieces,
      held: without(held, orderId),
    }),
    'shop/product/handed-over': ({ held, ...product }, { orderId }) => ({
      ...product,
      held: without(held, orderId),
    }),
  },
};

function without(held: ProductState['held'], orderId: string): ProductState['held'] {
  return Object.fromEntries(Object.entries(held).filter(([id]) => id !== orderId));
}

export type ProductStatus = 'available' | 'sold-out';

export function statusOf(quantity: number): ProductStatus {
  return quantity > 0 ? 'available' : 'sold-out';
}
