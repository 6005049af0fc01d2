import { randomUUID } from 'node:crypto';
import { all, context } from '../../../test/support/commit-of';
import { MemoryContext } from '../../../test/support/memory-context';
import { uuidOf } from '../../../test/support/uuid-of';
import { ReserveProduct } from './product/write/reserve-product';
import { RestockProduct } from './product/write/restock-product';
import { shopModule } from './shop.module';

const bike = uuidOf(1);

/** As a process or a message sends them: nothing has looked at their data before. */
describe('the commands of the shop', () => {
  let shop: MemoryContext;

  beforeEach(() => {
    shop = new MemoryContext(shopModule);
  });

  it.each([0, -1, 1_000_000_001])('refuse to restock by %d with a rule of the domain', async (amount) => {
    const restock = shop.bus.commandOf('shop/product/restock', { id: bike, amount });
    await expect(shop.bus.execute(restock, context)).rejects.toMatchObject({
      kind: 'rule',
      code: 'shop/product/amount-invalid',
      fields: [{ field: 'amount' }],
    });
  });

  it.each(['1', 1.5, undefined])('are malformed with %p as an amount', (amount) => {
    expect(() => shop.bus.commandOf('shop/product/restock', { id: bike, amount })).toThrow('malformed');
  });

  it('reserve what is there, once each, when 20 come at once for 5 pieces', async () => {
    await shop.bus.execute(RestockProduct.of({ id: bike, amount: 5 }), context);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        shop.bus.execute(ReserveProduct.of({ id: bike, reservationId: randomUUID() }), context),
      ),
    );
    const reserved = outcomes.flatMap((each) =>
      each.status === 'fulfilled' ? each.value.reservationId : [],
    );
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? (each.reason as unknown) : []));
    expect(refusals).toHaveLength(15);
    for (const each of refusals) expect(each).toMatchObject({ code: 'shop/product/sold-out' });
    const commits = await all(shop.log.read(`shop/product#${bike}`));
    const stored = commits.slice(1).map(({ events }) => events[0]?.data);
    expect(stored.map((data) => (data as { reservationId: string }).reservationId).toSorted()).toEqual(
      reserved.toSorted(),
    );
  });
});
