import type {
  AfterRefusal,
  Commands,
  Instances,
  Process,
  ProcessHandlers,
  ProcessReactions,
  ProcessState,
} from '../../../eventsourcing/consuming/process';
import { cancel, later } from '../../../eventsourcing/consuming/timeout';
import type { Command } from '../../../kernel/command';
import {
  orderEvents,
  type CancelReason,
  type OrderEvent,
  type OrderLine,
} from '../order/domain/order.events';
import { CancelOrder } from '../order/write/cancel-order';
import { ConfirmOrder } from '../order/write/confirm-order';
import { productEvents, type ProductEvent } from '../product/domain/product.events';
import { HandOverProduct } from '../product/write/hand-over-product';
import { HoldProduct } from '../product/write/hold-product';
import { ReleaseProduct } from '../product/write/release-product';

type Followed = OrderEvent | ProductEvent;

/** What is kept of an order: its lines, each product that is held for it, and that it was cancelled. */
interface Kept {
  readonly lines?: readonly OrderLine[];
}
const LINES = 'lines';
const HELD = 'held:';
const CANCELLED = 'cancelled';

/** The timeout, and milliseconds after which an order that is not decided is cancelled. */
const TIME_IS_UP = 'time-is-up';
export const DECIDED_WITHIN = 15 * 60_000;

/**
 * When an order is placed, each of its products is held. Once all are, it is confirmed; when one cannot be held, or time is
 * up, it is cancelled, and what is held is released.
 *
 * A hold may be accepted after the order was cancelled. Whatever is held when the process no longer waits for it is asked of
 * the order, which alone knows how it was decided; if it refuses, the hold is released.
 */
export class FulfilOrder implements Process<Followed, Kept> {
  readonly name = 'shop/fulfil-order';
  readonly follows = [orderEvents, productEvents];
  readonly sends = [HoldProduct, ConfirmOrder, CancelOrder, ReleaseProduct, HandOverProduct];
  readonly timeouts = [TIME_IS_UP];

  readonly instances: Instances<Followed> = {
    begin: { 'shop/order/placed': ({ id }) => id },
    end: { 'shop/order/confirmed': ({ id }) => id, 'shop/order/cancelled': ({ id }) => id },
  };

  readonly on: ProcessHandlers<Followed, Kept> = {
    'shop/order/placed': ({ id, data: { lines } }, rows) => {
      rows.put(id, LINES, { lines });
    },
    'shop/product/held': ({ id, data: { orderId } }, rows) => {
      rows.put(orderId, HELD + id);
    },
    // Before anything is released, so that whoever does not see it was held before that.
    'shop/order/cancelled': ({ id }, rows) => {
      rows.put(id, CANCELLED);
    },
  };

  readonly react: ProcessReactions<Followed, Kept> = {
    'shop/order/placed': ({ id, committedAt, data: { lines } }) => [
      later(
        id,
        TIME_IS_UP,
        CancelOrder.of({ id, reason: 'timed-out' }),
        Date.parse(committedAt) + DECIDED_WITHIN,
      ),
      ...lines.map(({ productId, quantity }) => HoldProduct.of({ id: productId, orderId: id, quantity })),
    ],
    'shop/product/held': async function* ({ id, data: { orderId } }, state) {
      if (await isIncomplete(orderId, state)) return;
      yield ConfirmOrder.of({ id: orderId, productId: id });
    },
    'shop/order/confirmed': async function* ({ id }, state) {
      yield cancel(id, TIME_IS_UP);
      yield* forEachProduct(id, state, (productId) => HandOverProduct.of({ id: productId, orderId: id }));
    },
    'shop/order/cancelled': async function* ({ id }, state) {
      yield cancel(id, TIME_IS_UP);
      yield* forEachProduct(id, state, (productId) => ReleaseProduct.of({ id: productId, orderId: id }));
    },
  };

  readonly refused: Readonly<Record<string, AfterRefusal<Kept>>> = {
    'shop/product/sold-out': (command) => cancellation(command, 'sold-out'),
    'shop/product/not-found': (command) => cancellation(command, 'unknown-product'),
    'shop/order/cancelled': (command) =>
      command instanceof ConfirmOrder
        ? [ReleaseProduct.of({ id: command.productId, orderId: command.id })]
        : [],
  };
}

/** Whether another product has to be held first. */
async function isIncomplete(orderId: string, state: ProcessState<Kept>): Promise<boolean> {
  if (!(await state.isOpen(orderId)) || (await state.get(orderId, CANCELLED))) return false;
  const { lines = [] } = (await state.get(orderId, LINES)) ?? {};
  const held = new Set<string>();
  for await (const { item } of state.list(orderId, HELD)) held.add(item.slice(HELD.length));
  return lines.some(({ productId }) => !held.has(productId));
}

/** Of an order that has ended already, all were sent before. */
async function* forEachProduct(
  orderId: string,
  state: ProcessState<Kept>,
  command: (productId: string) => Command,
): AsyncGenerator<Command> {
  const { lines = [] } = (await state.get(orderId, LINES)) ?? {};
  for (const { productId } of lines) yield command(productId);
}

function cancellation(command: Command, reason: CancelReason): Commands {
  if (!(command instanceof HoldProduct)) return [];
  const { id: productId, orderId } = command;
  return [CancelOrder.of({ id: orderId, reason, productId })];
}
