import { commitOf } from '../../../../test/support/commit-of';
import { processing } from '../../../../test/support/processing';
import { uuidOf } from '../../../../test/support/uuid-of';
import { cancel, later, type Timeout } from '../../../eventsourcing/consuming/timeout';
import type { OrderEvent } from '../order/domain/order.events';
import { CancelOrder } from '../order/write/cancel-order';
import { ConfirmOrder } from '../order/write/confirm-order';
import type { ProductEvent } from '../product/domain/product.events';
import { HandOverProduct } from '../product/write/hand-over-product';
import { HoldProduct } from '../product/write/hold-product';
import { ReleaseProduct } from '../product/write/release-product';
import { DECIDED_WITHIN, FulfilOrder } from './fulfil-order.process';

const [order, bike, bell] = [uuidOf(1), uuidOf(2), uuidOf(3)];
const placed: OrderEvent = {
  type: 'shop/order/placed',
  data: {
    lines: [
      { productId: bike, quantity: 1 },
      { productId: bell, quantity: 2 },
    ],
  },
};
const confirmed: OrderEvent = { type: 'shop/order/confirmed', data: {} };
const cancelled: OrderEvent = { type: 'shop/order/cancelled', data: { reason: 'timed-out' } };
const held: ProductEvent = { type: 'shop/product/held', data: { orderId: order, quantity: 1 } };

const hold = (id: string, quantity: number): HoldProduct => HoldProduct.of({ id, orderId: order, quantity });
const release = (id: string): ReleaseProduct => ReleaseProduct.of({ id, orderId: order });
const confirm = (productId: string): ConfirmOrder => ConfirmOrder.of({ id: order, productId });
const at = Date.parse(commitOf('shop/order#1', 1).committedAt) + DECIDED_WITHIN;
const timeIsUp = (): Timeout =>
  later(order, 'time-is-up', CancelOrder.of({ id: order, reason: 'timed-out' }), at);
const noTimeout = cancel(order, 'time-is-up');

describe('fulfilling an order', () => {
  const process = processing(new FulfilOrder());
  const open = process.given(order, placed);

  it('holds each product when it is placed, and sets a time', async () => {
    await process.when(order, placed).then(hold(bike, 1), hold(bell, 2), timeIsUp());
  });

  it('is confirmed once all of them are held', async () => {
    await open.when(bike, held).then();
    await open.given(bike, held).when(bell, held).then(confirm(bell));
    await open.given(bell, held).when(bike, held).then(confirm(bike));
  });

  it('is handed over when it is confirmed, and forgotten', async () => {
    const all = open.given(bike, held).given(bell, held).when(order, confirmed);
    const handOvers = [bike, bell].map((id) => HandOverProduct.of({ id, orderId: order }));
    await all.then(...handOvers, noTimeout);
    await all.thenForgets(order);
  });

  it.each([
    ['shop/product/sold-out', 'sold-out'],
    ['shop/product/not-found', 'unknown-product'],
  ] as const)('is cancelled when a product is refused with %s', async (code, reason) => {
    await process
      .refused(hold(bell, 2), code)
      .when(order, placed)
      .then(hold(bike, 1), hold(bell, 2), timeIsUp(), CancelOrder.of({ id: order, reason, productId: bell }));
  });

  it('is released when it is cancelled, and forgotten', async () => {
    const released = open.given(bike, held).when(order, cancelled);
    await released.then(release(bike), release(bell), noTimeout);
    await released.thenForgets(order);
  });

  it('asks the order about what is held too late, and releases it when the order was cancelled', async () => {
    const late = open.given(order, cancelled);
    await late
      .refused(confirm(bike), 'shop/order/cancelled')
      .when(bike, held)
      .then(confirm(bike), release(bike));
    await late.refused(confirm(bike), 'shop/order/cancelled').when(bike, held).thenForgets(order);
    // What was confirmed is not released, whatever comes again.
    await open.given(order, confirmed).when(bike, held).then(confirm(bike));
  });

  it('has nothing to do with what is bought without an order', async () => {
    await process.when(bike, { type: 'shop/product/reserved', data: { reservationId: order } }).then();
  });
});
