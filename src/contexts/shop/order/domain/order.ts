import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { orderEvents, type Cancellation, type OrderEvent, type OrderLine } from './order.events';
import { AreLines, OrderIsNew, OrderIsThere, OrderStands } from './order.rules';
import { orderFold, type OrderState } from './order.state';

/** What somebody wants of several products: all of it, or nothing. It is decided once. */
export class Order extends AggregateRoot<OrderState, OrderEvent> {
  static readonly type = orderEvents.type;

  constructor(id: string) {
    super(id, orderFold);
  }

  place(lines: readonly OrderLine[]): void {
    check(new OrderIsNew(this.state));
    check(new AreLines(lines));
    this.apply('shop/order/placed', {
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    });
  }

  /** Every product is held. */
  confirm(): void {
    check(new OrderIsThere(this.state));
    check(new OrderStands(this.state));
    if (this.state.status === 'placed') this.apply('shop/order/confirmed', {});
  }

  /** What was decided before stays as it is. */
  cancel({ reason, productId }: Cancellation): void {
    check(new OrderIsThere(this.state));
    if (this.state.status !== 'placed') return;
    this.apply('shop/order/cancelled', { reason, ...(productId !== undefined && { productId }) });
  }
}
