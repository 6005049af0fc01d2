import type { Api } from '../../flow/api';
import { many } from '../../support/many';
import type { Random } from '../../simulation/time/random';
import type { Client } from '../client';
import { Journal, listViolations } from '../journal';
import type { Workload } from './workload';

/** So few that buyers meet. */
const PRODUCTS = 6;

/** Products that are sold out again and again. */
export class Products implements Workload {
  readonly name = 'products';
  readonly weight = 4;
  private readonly journal = new Journal('/products');
  private readonly ids: string[] = [];

  async step(client: Client, random: Random): Promise<void> {
    if (this.ids.length < PRODUCTS) this.ids.push(random.uuid());
    const id = random.pick(this.ids);
    if (random.chance(0.3)) {
      const body = { amount: random.between(1, 3) };
      const request = { method: 'POST', path: `/products/${id}/restock`, body } as const;
      await this.journal.send(client, id, request, { type: 'shop/product/restocked', data: body });
    } else {
      const request = { method: 'POST', path: `/products/${id}/buy` } as const;
      await this.journal.send(client, id, request, { type: 'shop/product/reserved', data: {} });
    }
  }

  async check(api: Api): Promise<readonly string[]> {
    const violations: string[] = [];
    const there = new Set<string>();
    await many(this.ids.length, PRODUCTS, async (index) => {
      const id = this.ids[index] ?? '';
      const events = await this.journal.events(api, id);
      violations.push(...this.journal.violations(id, events));
      if (events.length === 0) return;
      there.add(id);
      let quantity = 0;
      for (const { version, type, data } of events) {
        quantity += type === 'shop/product/restocked' ? Number(data.amount) : -1;
        if (quantity < 0) violations.push(`/products/${id} is oversold at version ${version}`);
      }
      const status = quantity > 0 ? 'available' : 'sold-out';
      const row = { version: events.length, status, quantity };
      violations.push(...(await this.journal.rowViolations(api, id, row)));
    });
    // Orders have products of their own.
    const listed = (await api.all('/products')).filter(({ id }) => this.ids.includes(String(id)));
    return [...violations, ...listViolations('/products', listed, there)];
  }
}
