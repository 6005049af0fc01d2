import { IsInt, Min } from 'class-validator';
import { Describe, EventsOf, Uuid } from '../../../../http';
import { productEvents } from '../domain/product.events';

class ProductRestocked {
  @Describe('Pieces that were added.', 12)
  @IsInt()
  @Min(1)
  readonly amount!: number;
}

class ProductReserved {
  @Uuid()
  readonly reservationId!: string;
}

class OfOrder {
  @Uuid()
  readonly orderId!: string;

  @Describe('Pieces of the order.', 2)
  @IsInt()
  @Min(1)
  readonly quantity!: number;
}

export const productEventPage = EventsOf(productEvents, {
  'shop/product/restocked': ProductRestocked,
  'shop/product/reserved': ProductReserved,
  'shop/product/held': OfOrder,
  'shop/product/released': OfOrder,
  'shop/product/handed-over': OfOrder,
});
