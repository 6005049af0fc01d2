import { randomUUID } from 'node:crypto';
import { startRuntime, type Runtime } from '../../local/runtime';
import { sellTo } from '../support/buyers';
import { many } from '../support/many';
import { Api, mustBe, type ApiAnswer } from './api';

describe('the shop', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-shop' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  const restock = async (id: string, amount: number): Promise<ApiAnswer> =>
    api.post(`/products/${id}/restock`, { amount });
  const buy = async (id: string, key: string = randomUUID()): Promise<ApiAnswer> =>
    api.post(`/products/${id}/buy`, {}, { 'idempotency-key': key });
  const reservationOf = ({ body }: ApiAnswer): string => String(body.reservationId);
  /** Ids of all reservations of a product, as its events tell them. */
  const reservationsOf = async (id: string): Promise<string[]> => {
    const events = await api.all(`/products/${id}/events`);
    const reserved = events.filter(({ type }) => type === 'shop/product/reserved');
    return reserved.map(({ data }) => (data as { reservationId: string }).reservationId);
  };

  it('restocks, sells, refuses what is sold out, and tells how it came about', async () => {
    const id = randomUUID();
    expect(await buy(id)).toMatchObject({ status: 404, body: { code: 'shop/product/not-found' } });
    expect(await restock(id, 0)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(mustBe(202, await restock(id, 2)).body).toEqual({ id, version: 1 });
    const [first, second] = [mustBe(202, await buy(id)), mustBe(202, await buy(id))];
    expect(await buy(id)).toMatchObject({ status: 422, body: { code: 'shop/product/sold-out' } });

    const soldOut = { id, version: 3, status: 'sold-out', quantity: 0 };
    expect(mustBe(200, await api.fresh(`/products/${id}?minVersion=3`)).body).toEqual(soldOut);
    expect(await api.all('/products?contains=status:sold-out')).toContainEqual(soldOut);
    expect(mustBe(200, await api.get(`/products/${id}?at=2`)).body).toMatchObject({
      status: 'available',
      quantity: 1,
    });
    expect(await reservationsOf(id)).toEqual([first, second].map(reservationOf));

    mustBe(202, await restock(id, 5));
    expect(mustBe(200, await api.fresh(`/products/${id}?minVersion=4`)).body).toEqual({
      ...soldOut,
      version: 4,
      status: 'available',
      quantity: 5,
    });
  });

  it('reserves once under one key, however often it is sent, also at the same time', async () => {
    const id = randomUUID();
    const key = randomUUID();
    mustBe(202, await restock(id, 10));
    const answers = await many(8, 8, async () => buy(id, key));
    const settled = answers.filter(({ status }) => status !== 409);
    expect(settled.length).toBeGreaterThan(0);
    const again = mustBe(202, await buy(id, key));
    for (const each of settled) expect(each).toMatchObject({ status: 202, body: again.body });
    expect(await reservationsOf(id)).toEqual([reservationOf(again)]);
    expect(mustBe(200, await api.fresh(`/products/${id}?minVersion=2`)).body.quantity).toBe(9);
  });

  describe('60 buyers of 20 pieces at once', () => {
    it('get exactly 20, and the others are told that it is sold out', async () => {
      const id = randomUUID();
      mustBe(202, await restock(id, 20));
      const { reservations, refused, failures } = await sellTo(60, async (key) => buy(id, key));
      expect(failures).toEqual([]);
      expect(reservations).toHaveLength(20);
      expect(refused).toBe(40);
      expect((await reservationsOf(id)).toSorted()).toEqual(reservations.toSorted());
      expect(mustBe(200, await api.fresh(`/products/${id}?minVersion=21`)).body).toMatchObject({
        version: 21,
        status: 'sold-out',
        quantity: 0,
      });
    });
  });
});
