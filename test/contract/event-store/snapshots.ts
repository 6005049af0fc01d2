import { versionAfter } from '../../../src/eventsourcing/log/commit';
import type { StoreMark } from '../../../src/eventsourcing/writing/remembered-state';
import type { LoadedStream } from '../../../src/eventsourcing/writing/event-store';
import { labelled, sealed } from '../../support/box/box.events';
import { all, commitOf } from '../../support/commit-of';
import type { EventStoreKit } from './kit';

/** The state of these tests: nothing but the version, so that it is plain what a snapshot includes. */
const stateAt = (version: number, padding = ''): string => JSON.stringify({ version, padding });

export function snapshotsContract(kit: EventStoreKit): void {
  /** Appends commits of one event, from a version on, each with a snapshot on offer. */
  const grow = async (
    from: number,
    count: number,
    padding = '',
    fold = '1-a',
  ): Promise<StoreMark | undefined> => {
    let mark: StoreMark | undefined;
    for (let version = from; version < from + count; version += 1) {
      const snapshot = { state: stateAt(version, padding), fold, mark };
      const result = await kit.store.append(commitOf(kit.stream, version, sealed), { snapshot });
      if (result.outcome !== 'appended') throw new Error(`Version ${version} was not free.`);
      ({ mark } = result);
    }
    return mark;
  };
  /** Checks that snapshot and commits go together, and @returns the versions of the commits. */
  const versionsIn = async ({ snapshot, commits }: LoadedStream, known = 0): Promise<number[]> => {
    const state = snapshot && (JSON.parse(snapshot.state) as { version: number });
    expect(state?.version).toBe(snapshot?.version);
    expect(snapshot?.version ?? Infinity).toBeGreaterThan(known);
    const found = await all(commits);
    let next = (snapshot?.version ?? known) + 1;
    for (const commit of found) {
      expect(commit.version).toBe(next);
      next = versionAfter(commit) + 1;
    }
    return found.map(({ version }) => version);
  };

  describe('loading', () => {
    it('finds nothing in a stream that does not exist', async () => {
      const loaded = await kit.store.load(kit.stream, '1-a');
      expect(loaded).not.toHaveProperty('snapshot');
      expect(loaded).not.toHaveProperty('mark');
      await expect(all(loaded.commits)).resolves.toEqual([]);
    });

    it.each([1, 3, 4, 5, 40])('gives all of %d commits when no snapshot was on offer', async (count) => {
      const commits = Array.from({ length: count }, (_, index) => commitOf(kit.stream, index + 1, sealed));
      await kit.append(...commits);
      const loaded = await kit.store.load(kit.stream, '1-a');
      expect(loaded.snapshot).toBeUndefined();
      await expect(all(loaded.commits)).resolves.toEqual(commits);
    });

    it('gives more than fits into one page when there is no snapshot', async () => {
      for (let version = 1; version <= 9; version += 1) {
        await kit.append(commitOf(kit.stream, version, labelled('x'.repeat(300_000))));
      }
      await expect(versionsIn(await kit.store.load(kit.stream, '1-a'))).resolves.toHaveLength(9);
    });

    it.each([5, 30, 31, 32])('starts from a snapshot after %d commits', async (count) => {
      await grow(1, count);
      const loaded = await kit.store.load(kit.stream, '1-a');
      const tail = await versionsIn(loaded);
      expect((loaded.snapshot?.version ?? 0) + tail.length).toBe(count);
      expect(tail.length).toBeLessThan(count);
    });

    it('keeps what follows the snapshot short, whatever the size of the state', async () => {
      await grow(1, 40, 'x'.repeat(3_000));
      await expect(versionsIn(await kit.store.load(kit.stream, '1-a'))).resolves.not.toHaveLength(40);
      const random = Array.from({ length: 3_000 }, () => Math.random().toString(36).slice(2, 3)).join('');
      await grow(41, 40, random);
      const loaded = await kit.store.load(kit.stream, '1-a');
      expect(loaded.snapshot?.version).toBeGreaterThan(40);
      await versionsIn(loaded);
    });

    it('gives only what is new to somebody who knows a version', async () => {
      await grow(1, 30);
      for (const known of [29, 27, 12, 1]) {
        const loaded = await kit.store.load(kit.stream, '1-a', known);
        const tail = await versionsIn(loaded, known);
        expect((loaded.snapshot?.version ?? known) + tail.length).toBe(30);
      }
      const nothing = await kit.store.load(kit.stream, '1-a', 30);
      expect(nothing).not.toHaveProperty('snapshot');
      await expect(all(nothing.commits)).resolves.toEqual([]);
    });

    it('gives no snapshot that is older than what is known', async () => {
      const noise = Array.from({ length: 3_000 }, () => Math.random().toString(36).slice(2, 3)).join('');
      await grow(1, 40, noise);
      for (let known = 1; known < 40; known += 1) {
        const loaded = await kit.store.load(kit.stream, '1-a', known);
        const tail = await versionsIn(loaded, known);
        expect((loaded.snapshot?.version ?? known) + tail.length).toBe(40);
      }
    });

    it('passes over snapshots of another fold', async () => {
      const mark = await grow(1, 30);
      const loaded = await kit.store.load(kit.stream, '2-a');
      expect(loaded.snapshot).toBeUndefined();
      // Nor does the next commit count on them.
      expect(loaded.mark).not.toEqual(mark);
      await expect(versionsIn(loaded)).resolves.toHaveLength(30);
    });

    it('goes on with snapshots of the new fold, once there are any', async () => {
      await grow(1, 20);
      await grow(21, 20, '', '2-a');
      const loaded = await kit.store.load(kit.stream, '2-a');
      expect(loaded.snapshot?.version).toBeGreaterThan(20);
      await versionsIn(loaded);
    });

    it('includes every event of a commit that has several', async () => {
      const commit = commitOf(kit.stream, 1, labelled('a'), labelled('b'), sealed);
      const snapshot = { state: stateAt(3), fold: '1-a' };
      await kit.store.append(commit, { snapshot });
      await kit.append(commitOf(kit.stream, 4, sealed));
      const loaded = await kit.store.load(kit.stream, '1-a');
      await versionsIn(loaded);
    });

    it('tells every reader and every loser where the newest snapshot is', async () => {
      const mark = await grow(1, 30);
      const loaded = await kit.store.load(kit.stream, '1-a');
      expect(loaded.mark).toEqual(mark);
      const late = kit.store.append(commitOf(kit.stream, 30, sealed));
      await expect(late).resolves.toMatchObject({ outcome: 'conflict', winner: { mark } });
    });
  });
}
