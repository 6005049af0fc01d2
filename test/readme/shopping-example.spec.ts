import { readFileSync } from 'node:fs';
import { Product } from '../../src/contexts/shop/product/domain/product';
import { statusOf } from '../../src/contexts/shop/product/domain/product.state';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { context } from '../support/commit-of';
import { MemoryEventStore } from '../support/memory/memory-event-store';
import { uuidOf } from '../support/uuid-of';

const README = readFileSync('README.md', 'utf8');
const { ports } = new MemoryEventStore();
const [id, reservationId] = [uuidOf(1), uuidOf(2)];

/** From here on a product does what the example has not. */
const FOR_ORDERS = '  /** Puts pieces aside until an order is decided.';

describe('the shopping example', () => {
  it('runs as the README shows it', async () => {
    // README >>>
    const products = new Repository(Product, () => [], ports);

    const fresh = new Product(id);
    fresh.restock(2); // checks the rules, then applies an event: the only way to change a state
    await products.commit(fresh, context); // one item in the log, or a conflict

    const found = await products.findOne(id); // folded from its events, or from a snapshot and what is newer
    found?.reserve(reservationId);
    if (found) await products.commit(found, context); // refused when another writer was faster

    // All of that in one call, which decides again on the newer state when another writer was faster:
    await products.change(id, context, (product) => {
      product.reserve(uuidOf(3));
    });

    const { rows } = await products.events(id, { limit: 10, order: 'oldest' }); // what happened, with time, actor and trace
    const before = products.hydrate(id, rows.slice(0, 2)); // as it was after two events
    const { aggregates } = await products.findAll({ limit: 10 }); // for repairs; lists are read from read tables
    // <<< README

    expect(rows.map(({ version, type }) => [version, type])).toEqual([
      [1, 'shop/product/restocked'],
      [2, 'shop/product/reserved'],
      [3, 'shop/product/reserved'],
    ]);
    expect(statusOf(before.state.quantity)).toBe('available');
    expect(aggregates.map(({ state }) => statusOf(state.quantity))).toEqual(['sold-out']);
  });

  it('is shown in the README by the lines that run here', () => {
    const own = readFileSync('test/readme/shopping-example.spec.ts', 'utf8');
    const [, shown = ''] = /\/\/ README >>>\n([^]*?)\s*\/\/ <<< README/u.exec(own) ?? [];
    expect(shown).toContain('findOne');
    expect(README).toContain(shown.replaceAll(/^ {4}/gmu, ''));
  });

  it('is shown in the README with the product that the shop sells', () => {
    const source = readFileSync('src/contexts/shop/product/domain/product.ts', 'utf8');
    const shown = source.slice(source.indexOf('export class Product'), source.indexOf(FOR_ORDERS)).trimEnd();
    expect(source).toContain(FOR_ORDERS);
    expect(shown).toContain('reserve(');
    expect(README).toContain(`${shown}\n}\n`);
  });
});
