import fc from 'fast-check';
import { given } from '../../../../../test/support/given';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { DomainError } from '../../../../kernel/domain-error';
import { Product } from './product';
import type { ProductEvent } from './product.events';
import { MOST_PIECES } from './product.rules';

const restocked = (amount: number): ProductEvent => ({ type: 'shop/product/restocked', data: { amount } });
const reserved = (number: number): ProductEvent => ({
  type: 'shop/product/reserved',
  data: { reservationId: uuidOf(number) },
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
          expect(product.state).toEqual({ known: true, quantity: came - went });
          expect(product.state.quantity).toBeGreaterThanOrEqual(0);
          expect(product.state.quantity).toBeLessThanOrEqual(MOST_PIECES);
        }
      }),
    );
  });
});
