import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Equals, Max, Min, IsInt, NotEquals } from 'class-validator';
import { invalid, refusal } from '../../../../kernel/rules';
import type { OrderLine } from './order.events';
import type { OrderState } from './order.state';

/** Lines of one order, and pieces of one line. */
export const MOST_LINES = 20;
export const MOST_PIECES = 1_000;

const lines = invalid(
  'shop/order/lines-invalid',
  `an order has 1 to ${MOST_LINES} lines, each of another product`,
);
const quantity = invalid(
  'shop/order/quantity-invalid',
  `quantity must be a whole number from 1 to ${MOST_PIECES}`,
);

export class AreLines {
  @ArrayUnique(({ productId }: OrderLine) => productId, lines)
  @ArrayMinSize(1, lines)
  @ArrayMaxSize(MOST_LINES, lines)
  readonly lines: readonly OrderLine[];

  @IsInt({ ...quantity, each: true })
  @Min(1, { ...quantity, each: true })
  @Max(MOST_PIECES, { ...quantity, each: true })
  readonly quantity: readonly number[];

  constructor(all: readonly OrderLine[]) {
    this.lines = all;
    this.quantity = all.map((line) => line.quantity);
  }
}

export class OrderIsNew {
  @Equals('new', refusal('conflict', 'shop/order/already-placed', 'An order with this id exists.'))
  readonly status: OrderState['status'];

  constructor({ status }: OrderState) {
    this.status = status;
  }
}

export class OrderIsThere {
  @NotEquals('new', refusal('not-found', 'shop/order/not-found', 'There is no order with this id.'))
  readonly status: OrderState['status'];

  constructor({ status }: OrderState) {
    this.status = status;
  }
}

export class OrderStands {
  @NotEquals('cancelled', refusal('rule', 'shop/order/cancelled', 'The order was cancelled.'))
  readonly status: OrderState['status'];

  constructor({ status }: OrderState) {
    this.status = status;
  }
}
