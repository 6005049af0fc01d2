import fc from 'fast-check';
import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { boxesTable, type BoxRow } from '../../../test/support/box/box.projection';
import type { Page, PageRequest } from '../page';
import { search, type Filter } from './search';
import type { Key } from './table';

const boxRow = (index: number, label: string): BoxRow => ({
  id: String(index).padStart(5, '0'),
  version: 1,
  label,
  sealed: false,
});

/** A table of boxes with these labels, and the pages that were fetched of it. */
class Boxes {
  readonly fetched: PageRequest[] = [];
  private readonly tables = new MemoryReadTables();

  constructor(labels: readonly string[]) {
    labels.forEach((label, index) => {
      this.tables.tables.put(boxesTable, boxRow(index, label));
    });
  }

  readonly fetch = (page: PageRequest): Promise<Page<BoxRow>> => {
    this.fetched.push(page);
    return this.tables.scan(boxesTable, page);
  };

  search(limit: number, filter?: Filter<BoxRow>, after?: Key): Promise<Page<BoxRow>> {
    return search(boxesTable, this.fetch, { limit, ...(after && { after }) }, filter);
  }
}

const labelHas = (value: string): Filter<BoxRow> => ({ attribute: 'label', value });
const many = (count: number, label: string): string[] => Array.from({ length: count }, () => label);

describe('search', () => {
  describe('without a filter', () => {
    it('fetches no more than what is asked for', async () => {
      const boxes = new Boxes(many(5, 'toys'));
      const { rows, next } = await boxes.search(2);
      expect(rows.map(({ id }) => id)).toEqual(['00000', '00001']);
      expect(next).toEqual({ id: '00001' });
      expect(boxes.fetched).toEqual([{ limit: 2 }]);
    });

    it('goes on after the cursor', async () => {
      const boxes = new Boxes(many(5, 'toys'));
      const { rows } = await boxes.search(2, undefined, { id: '00001' });
      expect(rows.map(({ id }) => id)).toEqual(['00002', '00003']);
    });

    it('has no next page at the end', async () => {
      const boxes = new Boxes(many(3, 'toys'));
      const page = await boxes.search(4);
      expect(page.rows).toHaveLength(3);
      expect(page).not.toHaveProperty('next');
    });

    it('is empty for an empty table', async () => {
      await expect(new Boxes([]).search(10)).resolves.toEqual({ rows: [] });
    });

    it('fills up pages that the store cut short', async () => {
      const pages: Page<BoxRow>[] = [
        { rows: [boxRow(0, 'a')], next: { id: '00000' } },
        { rows: [boxRow(1, 'b')], next: { id: '00001' } },
        { rows: [] },
      ];
      const fetch = jest.fn(() => Promise.resolve(pages.shift() ?? { rows: [] }));
      await expect(search(boxesTable, fetch, { limit: 5 })).resolves.toEqual({
        rows: [boxRow(0, 'a'), boxRow(1, 'b')],
      });
      expect(fetch.mock.calls).toEqual([
        [{ limit: 5 }],
        [{ limit: 4, after: { id: '00000' } }],
        [{ limit: 3, after: { id: '00001' } }],
      ]);
    });
  });

  describe('with a filter', () => {
    it.each(['toy', 'TOY', 'ＴＯＹ', 'oy b'])('finds %s whatever the case and width', async (text) => {
      const boxes = new Boxes(['old books', 'Toy  box', 'cars']);
      const { rows } = await boxes.search(10, labelHas(text));
      expect(rows.map(({ label }) => label)).toEqual(['Toy  box']);
    });

    it('takes the filter as text, not as a pattern', async () => {
      const { rows } = await new Boxes(['a.c', 'abc']).search(10, labelHas('a.c'));
      expect(rows.map(({ label }) => label)).toEqual(['a.c']);
    });

    it('goes on right after the last row that it shows', async () => {
      const boxes = new Boxes(['toys', 'books', 'toys', 'books', 'toys']);
      const first = await boxes.search(2, labelHas('toys'));
      expect(first.next).toEqual({ id: '00002' });
      const second = await boxes.search(2, labelHas('toys'), first.next);
      expect(second.rows.map(({ id }) => id)).toEqual(['00004']);
      expect(second).not.toHaveProperty('next');
    });

    it('has no next page when the last match is the last row', async () => {
      const page = await new Boxes(['books', 'toys']).search(1, labelHas('toys'));
      expect(page).toEqual({ rows: [boxRow(1, 'toys')] });
    });

    it('looks at 1,000 rows and no more, then hands out where to go on', async () => {
      const boxes = new Boxes([...many(1_500, 'books'), 'toys']);
      const first = await boxes.search(10, labelHas('toys'));
      expect(first).toEqual({ rows: [], next: { id: '00999' } });
      expect(boxes.fetched).toHaveLength(10);
      const second = await boxes.search(10, labelHas('toys'), first.next);
      expect(second).toEqual({ rows: [boxRow(1_500, 'toys')] });
    });
  });

  it('shows every match exactly once, page after page, whatever the limit', async () => {
    const labels = fc.array(fc.constantFrom('toys', 'books', 'TOYS', 'cars'), { maxLength: 250 });
    await fc.assert(
      fc.asyncProperty(
        labels,
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        async (names, limit, filtered) => {
          const boxes = new Boxes(names);
          const found: string[] = [];
          let next: Key | undefined;
          do {
            const page: Page<BoxRow> = await boxes.search(
              limit,
              filtered ? labelHas('toys') : undefined,
              next,
            );
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            found.push(...page.rows.map(({ id }) => id));
            next = page.next;
          } while (next);
          const isMatch = (label: string): boolean => !filtered || label.toLowerCase() === 'toys';
          const ids = names.flatMap((label, index) => (isMatch(label) ? boxRow(index, label).id : []));
          expect(found).toEqual(ids);
        },
      ),
      { numRuns: 60 },
    );
  });
});
