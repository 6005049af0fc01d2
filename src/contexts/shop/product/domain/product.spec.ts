import fc from 'fast-check';
import { given } from '../../../../../test/support/given';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { DomainError } from '../../../../kernel/domain-error';
import { Product } from './product';
import type { ProductEvent } from './product.events';
import { MOST_HELD, MOST_PIECES } from './product.rules';

const restocked = (amount: number): ProductEvent => ({ type: 'shop/product/restocked', data: { amount } });
const reserved = (number: number): ProductEvent => ({
  type: 'shop/product/reserved',
  data: { reservationId: uuidOf(number) },
});
const [order, other] = [uuidOf(8), uuidOf(9)];
const held = (quantity: number, orderId = order): ProductEvent => ({
  type: 'shop/product/held',
  data: { orderId, quantity },
});
const released = (quantity: number): ProductEvent => ({
  type: 'shop/product/released',
  data: { orderId: order, quantity },
});
const handedOver = (quantity: number): ProductEvent => ({
  type: 'shop/product/handed-over',
  data: { orderId: order, quantity },
});

describe('Product', () => {
  describe('restock', () => {
    const restock =
      (amount: number) =>
      (product: Product): void => {
        product.restock(amount);
      };

    it.each([1, 12, MOST_PIECES])('makes a product of %d pieces', (amount) => {
      given(Product).when(restock(amount)).then(restocked(amount));
    });

    it('adds to what is there, and to nothing', () => {
      given(Product, restocked(2)).when(restock(3)).then(restocked(3));
      given(Product, restocked(1), reserved(1)).when(restock(3)).then(restocked(3));
    });

    it.each([0, -1, 0.5, NaN, Infinity, MOST_PIECES + 1, '3' as unknown as number])(
      'refuses %p as an amount',
      (amount) => {
        given(Product).when(restock(amount)).refused('rule', 'shop/product/amount-invalid', 'amount');
      },
    );

    it('refuses more than can be counted safely', () => {
      given(Product, restocked(1))
        .when(restock(MOST_PIECES - 1))
        .then(restocked(MOST_PIECES - 1));
      given(Product, restocked(2))
        .when(restock(MOST_PIECES - 1))
        .refused('rule', 'shop/product/stock-too-large');
    });

    it('takes again what was reserved in between', () => {
      given(Product, restocked(MOST_PIECES), reserved(1)).when(restock(1)).then(restocked(1));
    });
  });

  describe('reserve', () => {
    const reserve =
      (number: number) =>
      (product: Product): void => {
        product.reserve(uuidOf(number));
      };

    it('puts one piece aside', () => {
      given(Product, restocked(2), reserved(1)).when(reserve(2)).then(reserved(2));
    });

    it('refuses what is sold out, until it is restocked', () => {
      given(Product, restocked(1), reserved(1)).when(reserve(2)).refused('rule', 'shop/product/sold-out');
      given(Product, restocked(1), reserved(1), restocked(1)).when(reserve(2)).then(reserved(2));
    });

    it('refuses a product that was never restocked', () => {
      given(Product).when(reserve(1)).refused('not-found', 'shop/product/not-found');
    });
  });

  describe('hold', () => {
    const hold =
      (quantity: number, orderId = order) =>
      (product: Product): void => {
        product.hold(orderId, quantity);
      };

    it('puts all the pieces of an order aside, or none', () => {
      given(Product, restocked(5)).when(hold(5)).then(held(5));
      given(Product, restocked(5), held(4, other)).when(hold(2)).refused('rule', 'shop/product/sold-out');
      given(Product, restocked(5), held(5)).when(hold(1, other)).refused('rule', 'shop/product/sold-out');
    });

    it('does so once for an order', () => {
      given(Product, restocked(5), held(3)).when(hold(3)).then();
    });

    it('refuses a product that was never restocked, and what is no number of pieces', () => {
      given(Product).when(hold(1)).refused('not-found', 'shop/product/not-found');
      given(Product, restocked(5)).when(hold(0)).refused('rule', 'shop/product/amount-invalid', 'amount');
    });

    it('is put off while it is held for too many orders', () => {
      const many = Array.from({ length: MOST_HELD }, (_, index) => held(1, uuidOf(100 + index)));
      given(Product, restocked(MOST_PIECES), ...many)
        .when(hold(1))
        .refused('unavailable', 'shop/product/held-too-often');
      given(Product, restocked(MOST_PIECES), ...many.slice(1))
        .when(hold(1))
        .then(held(1));
    });
  });

  describe('release and handing over', () => {
    const release = (product: Product): void => {
      product.release(order);
    };
    const handOver = (product: Product): void => {
      product.handOver(order);
    };

    it('gives back exactly what is held, once', () => {
      given(Product, restocked(5), held(3), held(1, other)).when(release).then(released(3));
      given(Product, restocked(5), held(3), released(3)).when(release).then();
      given(Product, restocked(5)).when(release).then();
      given(Product, restocked(3), held(3), released(3))
        .when((product) => {
          product.hold(other, 3);
        })
        .then(held(3, other));
    });

    it('makes what is held the customer’s, once, and then nothing is given back', () => {
      given(Product, restocked(5), held(3)).when(handOver).then(handedOver(3));
      given(Product, restocked(5), held(3), handedOver(3)).when(handOver).then();
      given(Product, restocked(5), held(3), handedOver(3)).when(release).then();
      given(Product, restocked(5), held(3), released(3)).when(handOver).then();
    });
  });

  it('never has less than nothing, nor more than the most, and each piece that came is there or reserved', () => {
    const amounts = fc.constantFrom(-1, 0, 1, 2, 3, MOST_PIECES - 1, MOST_PIECES);
    const tries = fc.array(fc.option(amounts, { freq: 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(tries, (each) => {
        const product = new Product('a-product');
        let [came, went] = [0, 0];
        for (const amount of each) {
          const before = product.state.quantity;
          try {
            if (amount === null) product.reserve(uuidOf(went));
            else product.restock(amount);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            expect(product.state.quantity).toBe(before);
            continue;
          }
          if (amount === null) went += 1;
          else came += amount;
          expect(product.state).toEqual({ known: true, quantity: came - went, held: {} });
          expect(product.state.quantity).toBeGreaterThanOrEqual(0);
          expect(product.state.quantity).toBeLessThanOrEqual(MOST_PIECES);
        }
      }),
    );
  });
});
