import type { ProductEvent } from '../../../src/contexts/shop/product/domain/product.events';
import { ReplenishWhenReserved } from '../application/replenish-when-reserved.process';
import { streamsOf, type Invariant } from './evidence';

const PROCESS = new ReplenishWhenReserved().name;

export const quantitiesAreNeverNegative: Invariant = function* (evidence) {
  for (const [id, commits] of streamsOf(evidence, 'shop/product')) {
    let quantity = 0;
    for (const event of commits.flatMap(({ events }) => events as unknown as ProductEvent[])) {
      quantity += event.type === 'shop/product/restocked' ? event.data.amount : -1;
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
