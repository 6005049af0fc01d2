import type { ReadRange } from '../../../src/eventsourcing/log/event-log';
import { filled, labelled, sealed } from '../../support/box/box.events';
import { all, commitOf, commitsOf } from '../../support/commit-of';
import type { EventStoreKit } from './kit';

export function readingContract(kit: EventStoreKit): void {
  describe('reading', () => {
    it('finds nothing in a stream that does not exist', async () => {
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([]);
    });

    it('gives back exactly what was appended, at once', async () => {
      const commit = commitOf(
        kit.stream,
        1,
        labelled('Spielzeug "für" 李小龍\u0000 👩‍👩‍👧'),
        filled('', '\ud800'),
        sealed,
      );
      await kit.append(commit);
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([commit]);
    });

    it('gives commits oldest first, by number and not by text', async () => {
      const commits = commitsOf(kit.stream, 11, sealed);
      await kit.append(...commits);
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual(commits);
    });

    it('gives only what comes after a version', async () => {
      const [first, second] = [
        commitOf(kit.stream, 1, labelled('a'), sealed),
        commitOf(kit.stream, 3, sealed),
      ];
      await kit.append(first, second);
      await expect(all(kit.store.read(kit.stream, { from: 1 }))).resolves.toEqual([first, second]);
      await expect(all(kit.store.read(kit.stream, { from: 3 }))).resolves.toEqual([second]);
      await expect(all(kit.store.read(kit.stream, { from: 4 }))).resolves.toEqual([]);
    });

    it('gives the part that is asked for, in the order that is asked for', async () => {
      const commits = [
        commitOf(kit.stream, 1, labelled('a'), sealed),
        ...[3, 4, 5].map((version) => commitOf(kit.stream, version, sealed)),
      ];
      await kit.append(...commits);
      const versions = async (range: ReadRange): Promise<number[]> =>
        (await all(kit.store.read(kit.stream, range))).map(({ version }) => version);
      await expect(versions({ order: 'newest-first' })).resolves.toEqual([5, 4, 3, 1]);
      await expect(versions({ order: 'newest-first', expected: 1 })).resolves.toEqual([5, 4, 3, 1]);
      await expect(versions({ from: 2, to: 4 })).resolves.toEqual([3, 4]);
      await expect(versions({ from: 1, to: 2, order: 'newest-first' })).resolves.toEqual([1]);
      await expect(versions({ from: 5, to: 4 })).resolves.toEqual([]);
    });

    it('keeps streams apart', async () => {
      await kit.append(commitOf(kit.stream, 1, sealed), commitOf(`${kit.stream}0`, 1, labelled('other')));
      await expect(all(kit.store.read(kit.stream))).resolves.toHaveLength(1);
    });

    it('reads more than fits into one page', async () => {
      const commits = commitsOf(kit.stream, 8, labelled('x'.repeat(300_000)));
      await kit.append(...commits);
      const read = await all(kit.store.read(kit.stream));
      expect(read.map(({ commitId }) => commitId)).toEqual(commits.map(({ commitId }) => commitId));
    });

    it('may be left half-way', async () => {
      await kit.append(...commitsOf(kit.stream, 3, sealed));
      for await (const { version } of kit.store.read(kit.stream)) if (version === 2) break;
      await expect(all(kit.store.read(kit.stream))).resolves.toHaveLength(3);
    });
  });
}
