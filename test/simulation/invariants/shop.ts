import type { OrderEvent } from '../../../src/contexts/shop/order/domain/order.events';
import type { ProductEvent } from '../../../src/contexts/shop/product/domain/product.events';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import { ReplenishWhenReserved } from '../application/replenish-when-reserved.process';
import { streamsOf, type Evidence, type Invariant } from './evidence';

const PROCESS = new ReplenishWhenReserved().name;

export const quantitiesAreNeverNegative: Invariant = function* (evidence) {
  for (const [id, commits] of streamsOf(evidence, 'shop/product')) {
    let quantity = 0;
    for (const event of productEventsIn(commits)) {
      quantity += changeBy(event);
      if (quantity < 0) yield `${id} was sold more often than it was there.`;
    }
  }
};

/** Each reservation is followed by exactly one piece that the process orders. */
export const eachReservationIsReplenishedOnce: Invariant = function* (evidence) {
  for (const [id, commits] of streamsOf(evidence, 'shop/product')) {
    for (const { commitId, version, events } of commits) {
      if (!events.some(({ type }) => type === 'shop/product/reserved')) continue;
      const orders = commits.filter(
        ({ actor, causationId }) => actor === PROCESS && causationId === commitId,
      );
      if (orders.length !== 1) yield `Version ${version} of ${id} was replenished ${orders.length} times.`;
    }
  }
};

/** Every order is confirmed, and has all that it asked for, or cancelled, and has nothing. */
export const ordersAreWhole: Invariant = function* (evidence) {
  const had = whatOrdersHad(evidence);
  for (const [id, commits] of streamsOf(evidence, 'shop/order')) {
    const [placed, decision, ...more] = commits.flatMap(({ events }) => events as unknown as OrderEvent[]);
    if (placed?.type !== 'shop/order/placed') continue;
    if (!decision || more.length > 0)
      yield `Order ${id} was decided ${more.length + (decision ? 1 : 0)} times.`;
    const isConfirmed = decision?.type === 'shop/order/confirmed';
    const expected = isConfirmed ? placed.data.lines.map((line) => `${line.productId} ${line.quantity}`) : [];
    const has = had.get(id) ?? [];
    if (has.sort().join() !== expected.sort().join())
      yield `Order ${id} is ${decision?.type ?? 'open'}, has ${has.join()} and should have ${expected.join()}.`;
    had.delete(id);
  }
  for (const [id, has] of had) yield `There is no order ${id}, which has ${has.join()}.`;
};

/** Products with their pieces, by order: what was handed over, and whatever is still held. */
function whatOrdersHad(evidence: Evidence): Map<string, string[]> {
  const had = new Map<string, string[]>();
  for (const [id, commits] of streamsOf(evidence, 'shop/product')) {
    const held = new Map<string, string>();
    for (const event of productEventsIn(commits)) {
      if (event.type === 'shop/product/restocked' || event.type === 'shop/product/reserved') continue;
      const { orderId, quantity } = event.data;
      const isOver = event.type === 'shop/product/handed-over';
      if (event.type === 'shop/product/held') held.set(orderId, `${id} ${quantity} held`);
      else held.delete(orderId);
      if (isOver) had.set(orderId, [...(had.get(orderId) ?? []), `${id} ${quantity}`]);
    }
    for (const [orderId, pieces] of held) had.set(orderId, [...(had.get(orderId) ?? []), pieces]);
  }
  return had;
}

function productEventsIn(commits: readonly Commit[]): ProductEvent[] {
  return commits.flatMap(({ events }) => events as unknown as ProductEvent[]);
}

/** Of the pieces that nobody has. */
function changeBy(event: ProductEvent): number {
  switch (event.type) {
    case 'shop/product/restocked':
      return event.data.amount;
    case 'shop/product/reserved':
      return -1;
    case 'shop/product/held':
      return -event.data.quantity;
    case 'shop/product/released':
      return event.data.quantity;
    case 'shop/product/handed-over':
      return 0;
  }
}
