import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { productEvents, type ProductEvent } from './product.events';
import { IsAmount, ProductCanBeHeld, ProductCanBeReserved, StockHasRoom } from './product.rules';
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

  /** Puts pieces aside until an order is decided. For an order that has some already nothing happens. */
  hold(orderId: string, quantity: number): void {
    if (this.heldFor(orderId) !== undefined) return;
    check(new IsAmount(quantity));
    check(new ProductCanBeHeld(this.state, quantity));
    this.apply('shop/product/held', { orderId, quantity });
  }

  /** Gives back exactly what is held for an order: nothing, when nothing is. */
  release(orderId: string): void {
    const quantity = this.heldFor(orderId);
    if (quantity !== undefined) this.apply('shop/product/released', { orderId, quantity });
  }

  /** What is held for an order is its customer's, once. */
  handOver(orderId: string): void {
    const quantity = this.heldFor(orderId);
    if (quantity !== undefined) this.apply('shop/product/handed-over', { orderId, quantity });
  }

  private heldFor(orderId: string): number | undefined {
    const { held } = this.state;
    return Object.hasOwn(held, orderId) ? held[orderId] : undefined;
  }
}
