import { given } from '../../../../../test/support/given';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { Order } from './order';
import type { OrderEvent, OrderLine } from './order.events';
import { MOST_LINES, MOST_PIECES } from './order.rules';

const line = (product: number, quantity = 1): OrderLine => ({ productId: uuidOf(product), quantity });
const placed = (...lines: readonly OrderLine[]): OrderEvent => ({
  type: 'shop/order/placed',
  data: { lines },
});
const confirmed: OrderEvent = { type: 'shop/order/confirmed', data: {} };
const cancelled: OrderEvent = {
  type: 'shop/order/cancelled',
  data: { reason: 'sold-out', productId: uuidOf(1) },
};
const timedOut: OrderEvent = { type: 'shop/order/cancelled', data: { reason: 'timed-out' } };

describe('Order', () => {
  const place =
    (...lines: readonly OrderLine[]) =>
    (order: Order): void => {
      order.place(lines);
    };
  const confirm = (order: Order): void => {
    order.confirm();
  };
  const cancel = (order: Order): void => {
    order.cancel({ reason: 'sold-out', productId: uuidOf(1) });
  };

  it('is placed once', () => {
    given(Order)
      .when(place(line(1), line(2, MOST_PIECES)))
      .then(placed(line(1), line(2, MOST_PIECES)));
    given(Order, placed(line(1)))
      .when(place(line(1)))
      .refused('conflict', 'shop/order/already-placed');
  });

  it('has some lines, each of another product', () => {
    const many = Array.from({ length: MOST_LINES + 1 }, (_, index) => line(index));
    given(Order)
      .when(place(...many.slice(1)))
      .then(placed(...many.slice(1)));
    for (const wrong of [[], many, [line(1, 1), line(1, 2)]]) {
      given(Order)
        .when(place(...wrong))
        .refused('rule', 'shop/order/lines-invalid', 'lines');
    }
  });

  it.each([0, -1, 0.5, MOST_PIECES + 1])('has no line of %d pieces', (quantity) => {
    given(Order)
      .when(place(line(1), line(2, quantity)))
      .refused('rule', 'shop/order/quantity-invalid', 'quantity');
  });

  it('is confirmed, or cancelled, and stays what it is', () => {
    given(Order, placed(line(1)))
      .when(confirm)
      .then(confirmed);
    given(Order, placed(line(1)), confirmed)
      .when(confirm)
      .then();
    given(Order, placed(line(1)), confirmed)
      .when(cancel)
      .then();
    given(Order, placed(line(1)))
      .when(cancel)
      .then(cancelled);
    given(Order, placed(line(1)), cancelled)
      .when(cancel)
      .then();
    given(Order, placed(line(1)), cancelled)
      .when(confirm)
      .refused('rule', 'shop/order/cancelled');
  });

  it('is cancelled without naming a product when time is up', () => {
    given(Order, placed(line(1)))
      .when((order) => {
        order.cancel({ reason: 'timed-out' });
      })
      .then(timedOut);
  });

  it('cannot be decided before it is placed', () => {
    given(Order).when(confirm).refused('not-found', 'shop/order/not-found');
    given(Order).when(cancel).refused('not-found', 'shop/order/not-found');
  });
});
