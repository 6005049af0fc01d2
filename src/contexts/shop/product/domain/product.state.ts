import type { Fold } from '../../../../kernel/fold';
import type { ProductEvent } from './product.events';

export interface ProductState {
  /** Whether it has ever been restocked: that is what makes a product. */
  readonly known: boolean;
  /** Pieces that nobody has reserved. */
  readonly quantity: number;
}

export const productFold: Fold<ProductState, ProductEvent> = {
  initial: { known: false, quantity: 0 },
  apply: {
    'shop/product/restocked': ({ quantity }, { amount }) => ({ known: true, quantity: quantity + amount }),
    'shop/product/reserved': (product) => ({ ...product, quantity: product.quantity - 1 }),
  },
};

export type ProductStatus = 'available' | 'sold-out';

export function statusOf(quantity: number): ProductStatus {
  return quantity > 0 ? 'available' : 'sold-out';
}
