import type {
  Process,
  ProcessHandlers,
  ProcessReactions,
} from '../../../src/eventsourcing/consuming/process';
import { productEvents, type ProductEvent } from '../../../src/contexts/shop/product/domain/product.events';
import { RestockProduct } from '../../../src/contexts/shop/product/write/restock-product';

/**
 * Orders one piece for each that is reserved. No rule refuses its command a second time, so nothing but the id of the
 * command keeps a repeat from having an effect.
 */
export class ReplenishWhenReserved implements Process<ProductEvent> {
  readonly name = 'shop/replenish-when-reserved';
  readonly follows = [productEvents];
  readonly sends = [RestockProduct];
  readonly on: ProcessHandlers<ProductEvent> = {};
  readonly react: ProcessReactions<ProductEvent> = {
    'shop/product/reserved': ({ id }) => [RestockProduct.of({ id, amount: 1 })],
  };
}
