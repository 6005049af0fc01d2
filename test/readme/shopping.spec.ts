import { readFileSync } from 'node:fs';
import { Product } from '../../src/contexts/shop/product/domain/product';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { MemoryEventStore } from '../support/memory/memory-event-store';
import { uuidOf } from '../support/uuid-of';

/** The lines of a file between its two marks, as far to the left as they go. */
function shownIn(file: string): string {
  const [, shown = ''] = readFileSync(file, 'utf8').split(/^.*\/\/ (?:README|end)\n/mu);
  return shown.replaceAll(/^ {4}/gmu, '').trim();
}

describe('the shopping example of the README', () => {
  it('does what it says', async () => {
    const products = new Repository(Product, () => [], new MemoryEventStore().ports);
    const context = { correlationId: 'c', causationId: 'c', actor: 'user:ann' };
    const id = uuidOf(1);
    const reservationId = uuidOf(2);
    // README
    const product = (await products.findOne(id)) ?? new Product(id);
    product.restock(2); //                                checks the rules, then applies shop/product/restocked
    product.reserve(reservationId); //                    422 shop/product/sold-out, were there none
    await products.commit(product, context); //           both events or none, in one conditional put

    const { rows } = await products.events(id, { limit: 20, order: 'oldest' }); // in order, page by page
    const then = products.hydrate(id, rows.slice(0, 1)); //                        as it was after the first
    const { aggregates } = await products.findAll({ limit: 100 }); //              for audits: lists come from read tables
    // end
    expect(product.state).toEqual({ known: true, quantity: 1 });
    expect(then.state).toEqual({ known: true, quantity: 2 });
    expect(rows.map(({ type }) => type)).toEqual(['shop/product/restocked', 'shop/product/reserved']);
    expect(aggregates.map((each) => each.state)).toEqual([product.state]);
  });

  it.each([
    ['what is done with an aggregate', shownIn('test/readme/shopping.spec.ts')],
    [
      'the actions',
      readFileSync('src/contexts/shop/product/domain/product.ts', 'utf8')
        .replace(/^[^]*?\n\n/u, '')
        .trim(),
    ],
  ])('is the code that runs: %s', (_, code) => {
    expect(code.length).toBeGreaterThan(300);
    expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`ts\n${code}\n\`\`\``);
  });
});
