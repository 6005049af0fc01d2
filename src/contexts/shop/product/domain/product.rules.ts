import { Equals, IsInt, Max, Min } from 'class-validator';
import { invalid, refusal } from '../../../../kernel/rules';
import type { ProductState } from './product.state';

/** Pieces of one product, at once and in all: more than a shop has, and far within what a double counts exactly. */
export const MOST_PIECES = 1_000_000_000;

/** Orders for which a product is held at the same time: what it remembers of them must not grow without end. */
export const MOST_HELD = 1_000;

const anAmount = invalid(
  'shop/product/amount-invalid',
  `amount must be a whole number from 1 to ${MOST_PIECES}`,
);

/** Holds also for what no request has been held against: a process may restock as well. */
export class IsAmount {
  @IsInt(anAmount)
  @Min(1, anAmount)
  @Max(MOST_PIECES, anAmount)
  readonly amount: number;

  constructor(amount: number) {
    this.amount = amount;
  }
}

export class StockHasRoom {
  @Max(
    MOST_PIECES,
    refusal('rule', 'shop/product/stock-too-large', `A product has at most ${MOST_PIECES} pieces.`),
  )
  readonly quantity: number;

  constructor({ quantity }: ProductState, amount: number) {
    this.quantity = quantity + amount;
  }
}

export class ProductCanBeReserved {
  @Equals(true, refusal('not-found', 'shop/product/not-found', 'There is no product with this id.'))
  readonly known: boolean;

  @Min(1, refusal('rule', 'shop/product/sold-out', 'The product is sold out.'))
  readonly quantity: number;

  constructor({ known, quantity }: ProductState) {
    this.known = known;
    this.quantity = quantity;
  }
}

export class ProductCanBeHeld {
  @Equals(true, refusal('not-found', 'shop/product/not-found', 'There is no product with this id.'))
  readonly known: boolean;

  @Min(0, refusal('rule', 'shop/product/sold-out', 'There are not that many pieces of the product.'))
  readonly left: number;

  /** Those that there are will be decided soon, so it is worth another try. */
  @Max(
    MOST_HELD - 1,
    refusal('unavailable', 'shop/product/held-too-often', 'The product is held for too many orders now.'),
  )
  readonly orders: number;

  constructor({ known, quantity, held }: ProductState, pieces: number) {
    this.known = known;
    this.left = quantity - pieces;
    this.orders = Object.keys(held).length;
  }
}
