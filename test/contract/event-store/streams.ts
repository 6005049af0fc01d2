import { randomUUID } from 'node:crypto';
import type { Segment } from '../../../src/eventsourcing/log/stream-directory';
import { sealed } from '../../support/box/box.events';
import { commitOf } from '../../support/commit-of';
import type { EventStoreKit } from './kit';

export function streamsContract(kit: EventStoreKit): void {
  const pagesOf = async (type: string, limit: number, segment?: Segment): Promise<(readonly string[])[]> => {
    const pages: (readonly string[])[] = [];
    let after: string | undefined;
    do {
      const { streams, next } = await kit.ports.directory.streams(type, limit, after, segment);
      pages.push(streams);
      after = next;
    } while (after !== undefined);
    return pages;
  };

  describe('walking the streams', () => {
    it.each([1, 3, 100])('names each stream of a type once, in pages of %d', async (limit) => {
      // A type of its own: stores are shared by the tests.
      const type = `shop/crate-${randomUUID()}`;
      const streams = Array.from({ length: 7 }, (_, index) => `${type}#${index}`);
      for (const stream of streams)
        await kit.append(commitOf(stream, 1, sealed), commitOf(stream, 2, sealed));
      await kit.append(commitOf(`${type}-lid#1`, 1, sealed));
      const pages = await pagesOf(type, limit);
      expect(pages.flat().toSorted()).toEqual(streams);
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
    });

    it('names each stream in one of the segments', async () => {
      const type = `shop/crate-${randomUUID()}`;
      const streams = Array.from({ length: 9 }, (_, index) => `${type}#${index}`);
      for (const stream of streams) await kit.append(commitOf(stream, 1, sealed));
      const segments = await Promise.all([0, 1, 2].map((index) => pagesOf(type, 2, { index, of: 3 })));
      expect(segments.flat(2).toSorted()).toEqual(streams);
      expect(segments.filter((pages) => pages.flat().length > 0).length).toBeGreaterThan(1);
    });

    it('names none of a type that has none', async () => {
      await kit.append(commitOf(kit.stream, 1, sealed));
      await expect(pagesOf(`shop/${randomUUID()}`, 10)).resolves.toEqual(expect.arrayContaining([[]]));
    });
  });
}
