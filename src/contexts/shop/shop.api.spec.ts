import { bearer, MemoryContext, type MemoryAnswer } from '../../../test/support/memory-context';
import { all } from '../../../test/support/commit-of';
import { uuidOf } from '../../../test/support/uuid-of';
import { isUuid } from '../../kernel/values';
import { MOST_PIECES } from './product/domain/product.rules';
import { shopModule } from './shop.module';

const [bike, other] = [uuidOf(1), uuidOf(2)];
const [admin, auditor, ann, bob] = [
  bearer('an-admin', 'admin'),
  bearer('an-auditor', 'auditor'),
  bearer('ann'),
  bearer('bob'),
];

describe('the API of the shop', () => {
  let shop: MemoryContext;

  beforeEach(() => {
    shop = new MemoryContext(shopModule);
  });

  const restock = (amount: unknown, id = bike): Promise<MemoryAnswer> =>
    shop.send(`POST /products/${id}/restock`, { caller: admin, body: { amount } });
  const buy = (caller = ann, key?: string, id = bike): Promise<MemoryAnswer> =>
    shop.send(`POST /products/${id}/buy`, {
      caller,
      body: {},
      ...(key && { headers: { 'idempotency-key': key } }),
    });
  const accepted = (version: number, id = bike): object => ({ status: 202, body: { id, version } });
  const refused = (status: number, code: string): object => ({ status, body: { code } });

  it('makes a product by restocking it, and shows it', async () => {
    await expect(shop.send(`GET /products/${bike}`)).resolves.toMatchObject(
      refused(404, 'shop/product/not-found'),
    );
    await expect(restock(2)).resolves.toMatchObject(accepted(1));
    await expect(restock(3)).resolves.toMatchObject(accepted(2));
    await expect(shop.send(`GET /products/${bike}?minVersion=2`)).resolves.toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { id: bike, version: 2, status: 'available', quantity: 5 },
    });
  });

  it('sells piece by piece, until there is none', async () => {
    await restock(2);
    const first = await buy();
    expect(first).toMatchObject(accepted(2));
    const second = await buy(bob);
    expect(second).toMatchObject(accepted(3));
    const ids = [first, second].map(({ body }) => (body as { reservationId: string }).reservationId);
    expect(ids.map(isUuid)).toEqual([true, true]);
    expect(new Set(ids).size).toBe(2);

    await expect(buy()).resolves.toMatchObject(refused(422, 'shop/product/sold-out'));
    await expect(shop.send(`GET /products/${bike}`)).resolves.toMatchObject({
      body: { version: 3, status: 'sold-out', quantity: 0 },
    });
    await restock(1);
    await expect(buy()).resolves.toMatchObject(accepted(5));
  });

  it('sells nothing that it does not know', async () => {
    await expect(buy()).resolves.toMatchObject(refused(404, 'shop/product/not-found'));
  });

  it('takes no body at all for a purchase, or an empty one, and none that says more', async () => {
    await restock(2);
    await expect(shop.send(`POST /products/${bike}/buy`, { caller: ann })).resolves.toMatchObject(
      accepted(2),
    );
    await expect(
      shop.send(`POST /products/${bike}/buy`, { caller: ann, body: { pieces: 2 } }),
    ).resolves.toMatchObject(refused(400, 'malformed'));
  });

  it('reserves once under one key, and answers the same reservation again, also once all is sold', async () => {
    await restock(2);
    const first = await buy(ann, 'a-key');
    const { reservationId } = first.body as { reservationId: string };
    const again = { status: 202, body: first.body };
    await expect(buy(ann, 'a-key')).resolves.toMatchObject(again);
    await expect(buy(bob, 'a-key')).resolves.toMatchObject(accepted(3));
    await expect(buy(ann, 'a-key')).resolves.toMatchObject(again);
    await expect(buy(ann, 'another')).resolves.toMatchObject(refused(422, 'shop/product/sold-out'));

    const commits = await all(shop.log.read(`shop/product#${bike}`));
    const reservations = commits.flatMap(({ events }) =>
      events.filter(({ type }) => type === 'shop/product/reserved'),
    );
    expect(reservations).toHaveLength(2);
    expect(reservations[0]?.data).toEqual({ reservationId });
  });

  it.each([0, -1, 1.5, '1', null, MOST_PIECES + 1])(
    'refuses to restock by %j before it is a command',
    async (amount) => {
      await expect(restock(amount)).resolves.toMatchObject({
        status: 400,
        body: { code: 'malformed', errors: [{ field: 'amount' }] },
      });
    },
  );

  it('keeps the stock within what can be counted', async () => {
    await restock(MOST_PIECES);
    await expect(restock(1)).resolves.toMatchObject(refused(422, 'shop/product/stock-too-large'));
  });

  it('lists products, all or those that are sold out', async () => {
    await restock(1);
    await buy();
    await restock(1, other);
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await shop.send(`GET /products${query}`);
      return (body as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect((await ids('')).toSorted()).toEqual([bike, other]);
    expect(await ids('?contains=status:sold-out')).toEqual([bike]);
    expect(await ids('?contains=status:available')).toEqual([other]);
    await expect(shop.send('GET /products?contains=quantity:1')).resolves.toMatchObject({ status: 400 });
  });

  it('tells what happened, and what a product was', async () => {
    await restock(1);
    await buy();
    await expect(shop.send(`GET /products/${bike}/events`, { caller: auditor })).resolves.toMatchObject({
      status: 200,
      body: {
        items: [
          { version: 1, type: 'shop/product/restocked', data: { amount: 1 }, actor: 'user:an-admin' },
          { version: 2, type: 'shop/product/reserved', data: {}, actor: 'user:ann' },
        ],
      },
    });
    await expect(shop.send(`GET /products/${bike}?at=1`)).resolves.toMatchObject({
      body: { version: 1, quantity: 1, status: 'available' },
    });
    await expect(shop.send(`GET /products/${bike}?at=3`)).resolves.toMatchObject(
      refused(404, 'shop/product/version-not-found'),
    );
  });

  it('lets admins restock, whoever signed in buy, and auditors look back', async () => {
    const to = (send: string, caller?: typeof ann): Promise<MemoryAnswer> =>
      shop.send(send, {
        ...(caller && { caller }),
        ...(send.endsWith('restock') && { body: { amount: 1 } }),
      });
    const paths = { restock: `POST /products/${bike}/restock`, buy: `POST /products/${bike}/buy` };
    const events = `GET /products/${bike}/events`;
    for (const send of [paths.restock, paths.buy, events]) {
      await expect(to(send)).resolves.toMatchObject(refused(401, 'authentication-needed'));
    }
    for (const send of [paths.restock, events]) {
      await expect(to(send, ann)).resolves.toMatchObject(refused(403, 'forbidden'));
    }
    await expect(to(paths.restock, auditor)).resolves.toMatchObject(refused(403, 'forbidden'));
    await expect(to(paths.restock, admin)).resolves.toMatchObject(accepted(1));
    await expect(to(events, admin)).resolves.toMatchObject({ status: 200 });
  });
});
