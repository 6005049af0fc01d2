import type { Commit } from '../../../src/eventsourcing/log/commit';
import { labelled, sealed } from '../../support/box/box.events';
import { all, commitOf, commitsOf } from '../../support/commit-of';
import type { EventStoreKit } from './kit';

export function lockingContract(kit: EventStoreKit): void {
  describe('optimistic locking', () => {
    it('refuses a version that is taken, and keeps what is there', async () => {
      const winner = commitOf(kit.stream, 1, labelled('first'));
      await kit.append(winner);
      const late = kit.store.append(commitOf(kit.stream, 1, labelled('late')));
      await expect(late).resolves.toMatchObject({ outcome: 'conflict', winner: { commit: winner } });
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([winner]);
    });

    it('recognises its own commit when it is sent twice', async () => {
      const commit = commitOf(kit.stream, 1, sealed);
      await kit.append(commit, commit);
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([commit]);
    });

    it('recognises its own commit also once others have followed', async () => {
      const [first, second] = commitsOf(kit.stream, 2, sealed) as [Commit, Commit];
      await kit.append(first, second, first);
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([first, second]);
    });

    it('has one winner for each version among 50 writers, and no holes', async () => {
      for (const version of [1, 2, 3]) {
        const rivals = Array.from({ length: 50 }, () => commitOf(kit.stream, version, sealed));
        const results = await Promise.all(rivals.map((commit) => kit.store.append(commit)));
        const winners = rivals.filter((_, index) => results[index]?.outcome === 'appended');
        expect(winners).toHaveLength(1);
        expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(49);
        expect((await all(kit.store.read(kit.stream))).at(-1)).toEqual(winners[0]);
      }
      expect((await all(kit.store.read(kit.stream))).map(({ version }) => version)).toEqual([1, 2, 3]);
    });
  });
}
