import type { Line } from '../../test/support/orders';

/** Lines of an order, and pieces of a line, at most. */
const MOST_LINES = 5;
const MOST_PIECES = 3;

/** So many orders, the same each time: of one to five products that follow each other, one to three pieces of each. */
export function plannedOrders(orders: number, products: readonly string[]): Line[][] {
  return Array.from({ length: orders }, (_, number) =>
    Array.from({ length: Math.min(products.length, 1 + (number % MOST_LINES)) }, (_unused, line) => ({
      productId: products[(number * 7 + line) % products.length] ?? '',
      quantity: 1 + ((number + line) % MOST_PIECES),
    })),
  );
}
