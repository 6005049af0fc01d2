import type { Api } from '../../flow/api';
import type { Random } from '../../simulation/time/random';
import { faultsOf, type DecidedOrder, type Line } from '../../support/orders';
import type { Client } from '../client';
import { Journal, listViolations } from '../journal';
import type { Workload } from './workload';

/** So few, and so little of each, that some are sold out in the middle of an order. */
const PRODUCTS = 5;
const PIECES = 12;
const MOST_LINES = 3;
/** Milliseconds: once all is calm there is nothing to wait for but the reads themselves. */
const PATIENCE = 10_000;

interface Asked {
  readonly id: string;
  readonly lines: readonly Line[];
}

/** Orders of several products: whole or not at all, also while the process that decides them is killed. */
export class Orders implements Workload {
  readonly name = 'orders';
  readonly weight = 2;
  private readonly products = new Journal('/products', [
    'shop/product/held',
    'shop/product/released',
    'shop/product/handed-over',
  ]);
  private readonly orders = new Journal('/orders', ['shop/order/confirmed', 'shop/order/cancelled']);
  private readonly asked: Asked[] = [];
  private readonly ids: string[] = [];

  async step(client: Client, random: Random): Promise<void> {
    if (this.ids.length < PRODUCTS) {
      const id = random.uuid();
      const body = { amount: PIECES };
      const request = { method: 'POST', path: `/products/${id}/restock`, body } as const;
      await this.products.send(client, id, request, { type: 'shop/product/restocked', data: body });
      if (this.products.isThere(id)) this.ids.push(id);
      return;
    }
    const count = random.between(1, MOST_LINES);
    const first = random.between(0, PRODUCTS - 1);
    const lines = Array.from({ length: count }, (_, line) => ({
      productId: this.ids[(first + line) % PRODUCTS] ?? '',
      quantity: random.between(1, 3),
    }));
    const id = random.uuid();
    this.asked.push({ id, lines });
    const request = { method: 'POST', path: '/orders', body: { id, lines } } as const;
    await this.orders.send(client, id, request, { type: 'shop/order/placed', data: { lines } });
  }

  async check(api: Api): Promise<readonly string[]> {
    const violations: string[] = [];
    const decided: DecidedOrder[] = [];
    for (const order of this.asked) {
      const events = await this.orders.events(api, order.id);
      violations.push(...this.orders.violations(order.id, events));
      if (events.length === 0) continue;
      const { body } = await api.fresh(`/orders/${order.id}?minVersion=${events.length}`);
      const { status, reason } = body;
      if (status !== 'confirmed' && status !== 'cancelled')
        violations.push(`/orders/${order.id} is ${String(status)}, and never decided`);
      decided.push({ ...order, status: String(status), reason: reason as string | undefined });
    }
    const stock = new Map<string, number>();
    for (const id of this.products.ids) {
      const events = await this.products.events(api, id);
      violations.push(...this.products.violations(id, events));
      const restocked = events.filter(({ type }) => type === 'shop/product/restocked');
      if (restocked.length > 0)
        stock.set(
          id,
          restocked.reduce((sum, { data }) => sum + Number(data.amount), 0),
        );
    }
    const listed = await api.all('/orders');
    return [
      ...violations,
      ...(await faultsOf(api, stock, decided, PATIENCE)),
      ...listViolations('/orders', listed, new Set(decided.map(({ id }) => id))),
    ];
  }
}
