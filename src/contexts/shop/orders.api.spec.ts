import { bearer, MemoryContext, type MemoryAnswer } from '../../../test/support/memory-context';
import { uuidOf } from '../../../test/support/uuid-of';
import { context } from '../../../test/support/commit-of';
import { MOST_LINES, MOST_PIECES } from './order/domain/order.rules';
import { CancelOrder } from './order/write/cancel-order';
import { ConfirmOrder } from './order/write/confirm-order';
import { shopModule } from './shop.module';

const [bike, bell] = [uuidOf(1), uuidOf(2)];
const [admin, auditor, ann] = [bearer('an-admin', 'admin'), bearer('an-auditor', 'auditor'), bearer('ann')];
const line = (productId: string, quantity: unknown = 1): object => ({ productId, quantity });

describe('the API of orders', () => {
  let shop: MemoryContext;

  beforeEach(() => {
    shop = new MemoryContext(shopModule);
  });

  const place = (lines: unknown, key?: string): Promise<MemoryAnswer> =>
    shop.send('POST /orders', {
      caller: ann,
      body: { lines },
      ...(key && { headers: { 'idempotency-key': key } }),
    });
  const placed = async (...lines: readonly object[]): Promise<string> =>
    ((await place(lines)).body as { id: string }).id;
  const get = (path: string, caller = ann): Promise<MemoryAnswer> => shop.send(`GET ${path}`, { caller });

  it('takes an order, and shows it until it is decided', async () => {
    const lines = [line(bike, 2), line(bell)];
    const answer = await place(lines);
    expect(answer).toMatchObject({ status: 202, body: { version: 1 } });
    const { id } = answer.body as { id: string };
    await expect(get(`/orders/${id}?minVersion=1`)).resolves.toMatchObject({
      status: 200,
      body: { id, version: 1, status: 'placed', lines },
    });
    await shop.bus.execute(ConfirmOrder.of({ id, productId: bell }), context);
    await expect(get(`/orders/${id}?minVersion=2`)).resolves.toMatchObject({ body: { status: 'confirmed' } });
    await expect(get(`/orders/${id}?at=1`)).resolves.toMatchObject({ body: { status: 'placed' } });
  });

  it('tells why one was cancelled', async () => {
    const id = await placed(line(bike));
    await shop.bus.execute(CancelOrder.of({ id, reason: 'sold-out', productId: bike }), context);
    await expect(get(`/orders/${id}?minVersion=2`)).resolves.toMatchObject({
      body: { status: 'cancelled', reason: 'sold-out', productId: bike },
    });
    const { body } = await get(`/orders/${id}/events`, auditor);
    expect(body).toMatchObject({
      items: [
        { type: 'shop/order/placed', data: { lines: [line(bike)] }, actor: 'user:ann' },
        { type: 'shop/order/cancelled', data: { reason: 'sold-out', productId: bike } },
      ],
    });
  });

  it('takes an id that the client has chosen, once', async () => {
    const order = { id: bike, lines: [line(bell)] };
    const send = (): Promise<MemoryAnswer> => shop.send('POST /orders', { caller: ann, body: order });
    await expect(send()).resolves.toMatchObject({ status: 202, body: { id: bike, version: 1 } });
    await expect(send()).resolves.toMatchObject({ status: 409, body: { code: 'shop/order/already-placed' } });
  });

  it('places one order under one key', async () => {
    const first = await place([line(bike)], 'a-key');
    await expect(place([line(bike)], 'a-key')).resolves.toMatchObject({ status: 202, body: first.body });
    await expect(place([line(bell)], 'a-key')).resolves.toMatchObject({ status: 422 });
  });

  it.each<[string, unknown, string]>([
    ['no lines', [], 'lines'],
    ['a line too many', Array.from({ length: MOST_LINES + 1 }, (_, n) => line(uuidOf(n))), 'lines'],
    ['a product twice', [line(bike), line(bike, 2)], 'lines'],
    ['what is no list', line(bike), 'lines'],
    ['none of a product', [line(bike, 0)], 'lines.0.quantity'],
    ['too many pieces', [line(bike, MOST_PIECES + 1)], 'lines.0.quantity'],
    ['half a piece', [line(bike, 0.5)], 'lines.0.quantity'],
    ['a product that is none', [line('bike')], 'lines.0.productId'],
    ['what nobody knows', [{ ...line(bike), price: 1 }], 'lines.0.price'],
  ])('refuses %s before it is a command', async (_what, lines, field) => {
    const { status, body } = await place(lines);
    expect({ status, code: (body as { code: string }).code }).toEqual({ status: 400, code: 'malformed' });
    const { errors } = body as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toContain(field);
  });

  it('lists orders for those who look after them, all or those of a status', async () => {
    const [one, other] = [await placed(line(bike)), await placed(line(bell))];
    await shop.bus.execute(ConfirmOrder.of({ id: one, productId: bike }), context);
    await get(`/orders/${one}?minVersion=2`);
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await get(`/orders${query}`, admin);
      return (body as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    expect((await ids('')).toSorted()).toEqual([one, other].toSorted());
    expect(await ids('?contains=status:confirmed')).toEqual([one]);
    for (const path of ['/orders', `/orders/${one}/events`]) {
      await expect(get(path)).resolves.toMatchObject({ status: 403 });
    }
    await expect(shop.send(`GET /orders/${one}`)).resolves.toMatchObject({ status: 401 });
    await expect(get(`/orders/${uuidOf(9)}`)).resolves.toMatchObject({
      status: 404,
      body: { code: 'shop/order/not-found' },
    });
  });

  it.each([undefined, 'bike', [null], [line(bike, '1')], [line('AAAAAAAA-0000-4000-8000-00000000000A')]])(
    'takes no command with %j for lines',
    (lines) => {
      expect(() => shop.bus.commandOf('shop/order/place', { id: bell, lines })).toThrow('malformed');
    },
  );
});
