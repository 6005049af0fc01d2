import fc from 'fast-check';
import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { stampsTable, type StampRow } from '../../../test/support/stamp.table';
import { bucketOf, sortText } from './buckets';
import type { Page, PageRequest } from '../page';
import { listPage, ROWS_PER_BUCKET, sortedList, type Filter } from './sorted-list';

/** A stamp whose label is its album's name before it is put into a bucket, with the id in the order of making. */
interface Labelled {
  readonly id: string;
  readonly label: string;
}

const labelled = (label: string, index: number): Labelled => ({ id: String(index).padStart(5, '0'), label });
const many = (count: number, label: string): string[] => Array.from({ length: count }, () => label);

/** Stamps with these labels, sorted by them, and what was asked of the index. */
class Stamps {
  readonly tables = new MemoryReadTables();
  readonly queries: jest.SpyInstance<unknown, Parameters<MemoryReadTables['queryIndex']>>;

  constructor(
    labels: readonly string[],
    readonly buckets = 4,
  ) {
    this.queries = jest.spyOn(this.tables, 'queryIndex');
    for (const { id, label } of labels.map(labelled)) {
      const row = { id, album: bucketOf(id, buckets), page: sortText(label, id), value: 1 };
      this.tables.tables.put(stampsTable, row);
    }
  }

  page(limit: number, filter?: Filter<StampRow>, after?: PageRequest['after']): Promise<Page<StampRow>> {
    const list = sortedList(stampsTable, 'byPage', this.buckets);
    return listPage(this.tables, list, { limit, ...(after && { after }) }, filter);
  }

  async ids(limit: number, filter?: Filter<StampRow>, after?: PageRequest['after']): Promise<string[]> {
    return idsOf(await this.page(limit, filter, after));
  }
}

const idsOf = ({ rows }: Page<StampRow>): string[] => rows.map(({ id }) => id);
const pageHas = (value: string): Filter<StampRow> => ({ attribute: 'page', value });

describe('listPage', () => {
  describe('without a filter', () => {
    it('asks each bucket for what the page might need, and no more', async () => {
      const stamps = new Stamps(['d', 'b', 'a', 'c', 'e']);
      const page = await stamps.page(2);
      expect(idsOf(page)).toEqual(['00002', '00001']);
      expect(page.next).toEqual({ page: 'b\n00001', id: '00001' });
      expect(stamps.queries.mock.calls).toEqual(
        ['0', '1', '2', '3'].map((bucket) => [stampsTable, 'byPage', bucket, { limit: 2 }]),
      );
    });

    it('goes on after the cursor in every bucket', async () => {
      const stamps = new Stamps(['d', 'b', 'a', 'c', 'e']);
      const { next } = await stamps.page(2);
      await expect(stamps.ids(2, undefined, next)).resolves.toEqual(['00003', '00000']);
    });

    it('has no next page at the end, even of a page that is just full', async () => {
      const stamps = new Stamps(['b', 'a', 'c']);
      for (const limit of [3, 4]) {
        const page = await stamps.page(limit);
        expect(page.rows).toHaveLength(3);
        expect(page).not.toHaveProperty('next');
      }
    });

    it('is empty for an empty table', async () => {
      await expect(new Stamps([]).page(10)).resolves.toEqual({ rows: [] });
    });

    it('goes on when a row is put between two pages, wherever it belongs', async () => {
      const stamps = new Stamps(['b', 'd']);
      const { next } = await stamps.page(1);
      for (const [id, label] of [
        ['x', 'a'],
        ['y', 'c'],
      ] as const) {
        stamps.tables.tables.put(stampsTable, {
          id,
          album: bucketOf(id),
          page: sortText(label, id),
          value: 1,
        });
      }
      await expect(stamps.ids(10, undefined, next)).resolves.toEqual(['y', '00001']);
    });

    it('makes a short page where the rows of a bucket are not known far enough', async () => {
      const stamps = new Stamps(many(100, 'a'), 1);
      const first = await stamps.page(100);
      expect(first.rows).toHaveLength(ROWS_PER_BUCKET - 1);
      await expect(stamps.ids(100, undefined, first.next)).resolves.toHaveLength(47);
    });
  });

  describe('with a filter', () => {
    it.each(['toy', 'TOY', 'ＴＯＹ', 'oy b'])('finds %s whatever the case and width', async (text) => {
      const stamps = new Stamps(['old books', 'Toy  box', 'cars']);
      await expect(stamps.ids(10, pageHas(text))).resolves.toEqual(['00001']);
    });

    it('looks for a blank at either end where one is asked for', async () => {
      const stamps = new Stamps(['toy box', 'toybox', 'toy boxer', 'a toyboxer']);
      expect((await stamps.ids(10, pageHas('toy '))).sort()).toEqual(['00000', '00002']);
      expect((await stamps.ids(10, pageHas('\tTOY'))).sort()).toEqual(['00003']);
      expect((await stamps.ids(10, pageHas('  box'))).sort()).toEqual(['00000', '00002']);
    });

    it('takes the filter as text, not as a pattern', async () => {
      await expect(new Stamps(['a.c', 'abc']).ids(10, pageHas('a.c'))).resolves.toEqual(['00000']);
    });

    it('shows matches in the order of the list, and goes on right after the last', async () => {
      const stamps = new Stamps(['toys c', 'books', 'toys a', 'cars', 'toys b']);
      const first = await stamps.page(2, pageHas('toys'));
      expect(idsOf(first)).toEqual(['00002', '00004']);
      const second = await stamps.page(2, pageHas('toys'), first.next);
      expect(idsOf(second)).toEqual(['00000']);
      expect(second).not.toHaveProperty('next');
    });

    it('looks at 48 rows of each bucket and no more, then hands out where to go on', async () => {
      // 3,000 read units a second for 1,000 requests are 3 for each, of 8 KB, with 16 rows of 512 bytes each.
      expect(ROWS_PER_BUCKET).toBe(48);
      const stamps = new Stamps([...many(400, 'books'), 'toys']);
      let requests = 1;
      let page = await stamps.page(10, pageHas('toys'));
      for (; page.next && page.rows.length === 0; requests += 1) {
        page = await stamps.page(10, pageHas('toys'), page.next);
      }
      expect(idsOf(page)).toEqual(['00400']);
      expect(page).not.toHaveProperty('next');
      // 4 x 47 rows in a request are 188 at best; some are looked at twice, where buckets do not go on evenly.
      expect(requests).toBeGreaterThanOrEqual(3);
      expect(requests).toBeLessThanOrEqual(4);
      for (const [, , , { limit }] of stamps.queries.mock.calls) expect(limit).toBe(ROWS_PER_BUCKET - 1);
      expect(stamps.queries).toHaveBeenCalledTimes(4 * requests);
    });
  });

  it.each([
    ['nothing', {}],
    ['no id', { page: 'a' }],
    ['a number', { page: 7, id: '1' }],
    ['an empty place', { page: '', id: '1' }],
    ['a place that is too long', { page: 'x'.repeat(1_025), id: '1' }],
  ])('refuses a forged cursor with %s in it', async (_, after) => {
    await expect(new Stamps(['a']).page(10, undefined, after)).rejects.toMatchObject({
      code: 'malformed-cursor',
    });
  });

  it('takes no bucket from a cursor', async () => {
    const stamps = new Stamps(['a', 'b', 'c']);
    await expect(stamps.ids(10, undefined, { album: '9', page: 'a\n00000', id: '00000' })).resolves.toEqual([
      ...['00001', '00002'],
    ]);
  });

  it('shows every row exactly once and in order, page after page, whatever the limit and the buckets', async () => {
    const label = fc.constantFrom('toys', 'TOYS', 'books', 'Bücher', '李', '\uffee', '👩', 'a', 'a b', '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(label, { maxLength: 250 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (labels, limit, buckets, filtered) => {
          const stamps = new Stamps(labels, buckets);
          const filter = filtered ? pageHas('toys') : undefined;
          const found: string[] = [];
          let page = await stamps.page(limit, filter);
          for (; ; page = await stamps.page(limit, filter, page.next)) {
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            found.push(...idsOf(page));
            if (!page.next) break;
          }
          const places = labels.map(labelled).filter((it) => !filtered || it.label.toLowerCase() === 'toys');
          const sorted = places
            .map(({ id, label }) => ({ id, place: Buffer.from(sortText(label, id)) }))
            .sort((a, b) => Buffer.compare(a.place, b.place));
          expect(found).toEqual(sorted.map(({ id }) => id));
        },
      ),
      { numRuns: 100 },
    );
  });
});
