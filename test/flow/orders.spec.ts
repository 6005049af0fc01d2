import { randomUUID } from 'node:crypto';
import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { startRuntime, type Runtime } from '../../local/runtime';
import { plannedOrders } from '../../bench/orders/planned-orders';
import { closeClients, schedulerClient } from '../support/local/clients';
import { eventually } from '../support/local/eventually';
import { faultsOf, placeAll, stockUp, untilDecided } from '../support/orders';
import { Api, mustBe } from './api';

/** Milliseconds. */
const PATIENCE = 60_000;

describe('orders', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-orders' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  it('are confirmed when all of it is there, and cancelled as a whole when it is not', async () => {
    const stock = await stockUp(api, 2, () => 5);
    const [bike = '', bell = ''] = stock.keys();
    const lines = (...quantities: readonly number[]): { productId: string; quantity: number }[] =>
      quantities.map((quantity, index) => ({ productId: [bike, bell][index] ?? '', quantity }));
    const first = await placeAll(api, [lines(2, 3)]);
    const [confirmed] = await untilDecided(api, first.placed, PATIENCE);
    expect(confirmed).toMatchObject({ status: 'confirmed' });
    // Of bells, which the other one cannot hold even for a moment: two are left, and it asks for three.
    const unknown = [bell, randomUUID()].map((productId) => ({ productId, quantity: 1 }));
    const others = await placeAll(api, [lines(3, 3), unknown]);
    const decided = await untilDecided(api, others.placed, PATIENCE);
    expect(decided).toMatchObject([
      { status: 'cancelled', reason: 'sold-out' },
      { status: 'cancelled', reason: 'unknown-product' },
    ]);
    await expect(
      faultsOf(api, stock, confirmed ? [confirmed, ...decided] : decided, PATIENCE),
    ).resolves.toEqual([]);

    const id = confirmed?.id ?? '';
    expect(mustBe(200, await api.get(`/orders/${id}?at=1`)).body).toMatchObject({ status: 'placed' });
    expect((await api.all(`/orders/${id}/events`)).map(({ type }) => type)).toEqual([
      'shop/order/placed',
      'shop/order/confirmed',
    ]);
    const cancelled = await api.all('/orders?contains=status:cancelled');
    expect(cancelled.map((order) => order.id)).toContain(others.placed[0]?.id);
  });

  it('are neither oversold nor held in part when 60 come at once for 6 products', async () => {
    const stock = await stockUp(api, 6, () => 12);
    const { placed } = await placeAll(api, plannedOrders(60, [...stock.keys()]));
    const decided = await untilDecided(api, placed, PATIENCE);
    expect(decided.filter(({ reason }) => reason === 'sold-out').length).toBeGreaterThan(0);
    await expect(faultsOf(api, stock, decided, PATIENCE)).resolves.toEqual([]);
    await eventually(async () => {
      const { Schedules } = await schedulerClient(runtime.endpoints.scheduler).send(
        new ListSchedulesCommand({ NamePrefix: 'shop.fulfil-order.' }),
      );
      expect(Schedules).toEqual([]);
    });
  });
});
