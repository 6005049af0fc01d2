import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { productEvents, type ProductEvent } from './product.events';
import { IsAmount, ProductCanBeReserved, StockHasRoom } from './product.rules';
import { productFold, type ProductState } from './product.state';

/** What is sold, counted in pieces. */
export class Product extends AggregateRoot<ProductState, ProductEvent> {
  static readonly type = productEvents.type;

  constructor(id: string) {
    super(id, productFold);
  }

  /** Also makes the product, when there is none. */
  restock(amount: number): void {
    check(new IsAmount(amount));
    check(new StockHasRoom(this.state, amount));
    this.apply('shop/product/restocked', { amount });
  }

  /** Puts one piece aside. */
  reserve(reservationId: string): void {
    check(new ProductCanBeReserved(this.state));
    this.apply('shop/product/reserved', { reservationId });
  }
}
