import { MemoryReadTables } from '../../../../../test/support/memory/memory-read-tables';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { statusOf } from '../domain/product.state';
import { ProductQueries } from './product.queries';
import { productsTable, type ProductRow } from './product.tables';

describe('ProductQueries', () => {
  const now = { wait: 0 };
  const product = (id: string, day: number, quantity: number): ProductRow => {
    const ageOrder = sortText(`2026-11-${String(day)}T10:00:00.000Z`, id);
    return { id, version: 3, quantity, status: statusOf(quantity), bucket: bucketOf(id), ageOrder };
  };
  const [old, middle, young] = [product('z', 10, 0), product('a', 11, 7), product('m', 12, 0)];
  let products: ProductQueries;

  beforeEach(() => {
    const tables = new MemoryReadTables();
    products = new ProductQueries(tables);
    for (const row of [young, old, middle]) tables.tables.put(productsTable, row);
  });

  it('finds a product, or says that there is none', async () => {
    await expect(products.find('a', now)).resolves.toEqual(middle);
    await expect(products.find('b', now)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'shop/product/not-found',
    });
  });

  it('waits for the version that is asked for', async () => {
    await expect(products.find('a', { wait: 0, minVersion: 3 })).resolves.toEqual(middle);
    await expect(products.find('a', { wait: 0, minVersion: 4 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('lists products, the oldest first, page by page', async () => {
    const { rows, next } = await products.list('age', { limit: 2 });
    expect(rows).toEqual([old, middle]);
    await expect(products.list('age', { limit: 2, ...(next && { after: next }) })).resolves.toEqual({
      rows: [young],
    });
  });

  it.each([
    ['sold-out', [old, young]],
    ['available', [middle]],
  ])('lists those that are %s', async (value, expected) => {
    const { rows } = await products.list('age', { limit: 10 }, { attribute: 'status', value });
    expect(rows).toEqual(expected);
  });
});
