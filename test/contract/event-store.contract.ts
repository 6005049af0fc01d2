import { randomUUID } from 'node:crypto';
import type { Claim, ClaimChanges } from '../../src/eventsourcing/claim';
import type { Commit } from '../../src/eventsourcing/commit';
import type { EventStore } from '../../src/eventsourcing/event-store';
import { filled, labelled, sealed } from '../support/box/box.events';
import { all, commitOf, commitsOf } from '../support/commit-of';

const NO_CLAIMS: ClaimChanges = { taken: [], released: [] };
const newStream = (): string => `shop/box#${randomUUID()}`;
const label = (value: string = randomUUID()): Claim => ({ scope: 'shop', name: 'label', value });
const taking = (...taken: Claim[]): ClaimChanges => ({ taken, released: [] });

/** What every event store does. `makeStore` may give the same one each time: streams and values are new in each test. */
export function eventStoreContract(name: string, makeStore: () => EventStore): void {
  describe(`${name} as an event store`, () => {
    let store: EventStore;
    let stream: string;

    beforeEach(() => {
      store = makeStore();
      stream = newStream();
    });

    const append = async (...commits: Commit[]): Promise<void> => {
      for (const commit of commits) {
        await expect(store.append(commit, NO_CLAIMS)).resolves.toEqual({ outcome: 'appended' });
      }
    };

    describe('reading', () => {
      it('finds nothing in a stream that does not exist', async () => {
        await expect(all(store.read(stream))).resolves.toEqual([]);
      });

      it('gives back exactly what was appended, at once', async () => {
        const commit = commitOf(
          stream,
          1,
          labelled('Spielzeug "für" 李小龍\u0000 👩‍👩‍👧'),
          filled('', '\ud800'),
          sealed,
        );
        await append(commit);
        await expect(all(store.read(stream))).resolves.toEqual([commit]);
      });

      it('gives commits oldest first, by number and not by text', async () => {
        const commits = commitsOf(stream, 11, sealed);
        await append(...commits);
        await expect(all(store.read(stream))).resolves.toEqual(commits);
      });

      it('gives only what comes after a version', async () => {
        const [first, second] = [commitOf(stream, 1, labelled('a'), sealed), commitOf(stream, 3, sealed)];
        await append(first, second);
        await expect(all(store.read(stream, 0))).resolves.toEqual([first, second]);
        await expect(all(store.read(stream, 2))).resolves.toEqual([second]);
        await expect(all(store.read(stream, 3))).resolves.toEqual([]);
      });

      it('keeps streams apart', async () => {
        await append(commitOf(stream, 1, sealed), commitOf(`${stream}0`, 1, labelled('other')));
        await expect(all(store.read(stream))).resolves.toHaveLength(1);
      });

      it('reads more than fits into one page', async () => {
        const commits = commitsOf(stream, 8, labelled('x'.repeat(300_000)));
        await append(...commits);
        const read = await all(store.read(stream));
        expect(read.map(({ commitId }) => commitId)).toEqual(commits.map(({ commitId }) => commitId));
      });

      it('may be left half-way', async () => {
        await append(...commitsOf(stream, 3, sealed));
        for await (const { version } of store.read(stream)) if (version === 2) break;
        await expect(all(store.read(stream))).resolves.toHaveLength(3);
      });
    });

    describe('optimistic locking', () => {
      it('refuses a version that is taken, and keeps what is there', async () => {
        const winner = commitOf(stream, 1, labelled('first'));
        await append(winner);
        const late = store.append(commitOf(stream, 1, labelled('late')), NO_CLAIMS);
        await expect(late).resolves.toEqual({ outcome: 'conflict' });
        await expect(all(store.read(stream))).resolves.toEqual([winner]);
      });

      it('recognises its own commit when it is sent twice', async () => {
        const commit = commitOf(stream, 1, sealed);
        await append(commit, commit);
        await expect(all(store.read(stream))).resolves.toEqual([commit]);
      });

      it('recognises its own commit also once others have followed', async () => {
        const [first, second] = commitsOf(stream, 2, sealed) as [Commit, Commit];
        await append(first, second, first);
        await expect(all(store.read(stream))).resolves.toEqual([first, second]);
      });

      it('has one winner for each version among 50 writers, and no holes', async () => {
        for (const version of [1, 2, 3]) {
          const rivals = Array.from({ length: 50 }, () => commitOf(stream, version, sealed));
          const results = await Promise.all(rivals.map((commit) => store.append(commit, NO_CLAIMS)));
          const winners = rivals.filter((_, index) => results[index]?.outcome === 'appended');
          expect(winners).toHaveLength(1);
          expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(49);
          expect((await all(store.read(stream))).at(-1)).toEqual(winners[0]);
        }
        expect((await all(store.read(stream))).map(({ version }) => version)).toEqual([1, 2, 3]);
      });
    });

    describe('claims', () => {
      it('takes a value with the commit, and refuses it to every other stream in any spelling', async () => {
        const claim = label();
        await expect(store.append(commitOf(stream, 1, sealed), taking(claim))).resolves.toEqual({
          outcome: 'appended',
        });

        const [other, wanted] = [newStream(), label(` ${claim.value.toUpperCase()}`)];
        const refused = store.append(commitOf(other, 1, sealed), taking(label(), wanted));
        await expect(refused).resolves.toEqual({ outcome: 'claimed', claim: wanted });
        await expect(all(store.read(other))).resolves.toEqual([]);
      });

      it('takes nothing of what a refused commit wanted', async () => {
        const [held, free] = [label(), label()];
        await store.append(commitOf(stream, 1, sealed), taking(held));
        await store.append(commitOf(newStream(), 1, sealed), taking(free, held));
        const another = store.append(commitOf(newStream(), 1, sealed), taking(free));
        await expect(another).resolves.toEqual({ outcome: 'appended' });
      });

      it('gives one of 50 streams the value that all of them want at once', async () => {
        const claim = label();
        const rivals = Array.from({ length: 50 }, () => commitOf(newStream(), 1, sealed));
        const results = await Promise.all(rivals.map((commit) => store.append(commit, taking(claim))));
        expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
        const lengths = await Promise.all(
          rivals.map(async (commit) => (await all(store.read(commit.stream))).length),
        );
        expect(lengths.filter((length) => length === 1)).toHaveLength(1);
      });

      it('lets a stream take again what it holds', async () => {
        const claim = label();
        await store.append(commitOf(stream, 1, sealed), taking(claim));
        await expect(store.append(commitOf(stream, 2, sealed), taking(claim))).resolves.toEqual({
          outcome: 'appended',
        });
      });

      it('releases a value with the commit that gives it up, for others to take', async () => {
        const [old, better] = [label(), label()];
        await store.append(commitOf(stream, 1, sealed), taking(old));
        const changed = store.append(commitOf(stream, 2, sealed), { taken: [better], released: [old] });
        await expect(changed).resolves.toEqual({ outcome: 'appended' });
        const taken = store.append(commitOf(newStream(), 1, sealed), taking(old));
        await expect(taken).resolves.toEqual({ outcome: 'appended' });
      });

      it('releases nothing when the new value is refused', async () => {
        const [old, held] = [label(), label()];
        await store.append(commitOf(stream, 1, sealed), taking(old));
        await store.append(commitOf(newStream(), 1, sealed), taking(held));
        const refused = store.append(commitOf(stream, 2, sealed), { taken: [held], released: [old] });
        await expect(refused).resolves.toEqual({ outcome: 'claimed', claim: held });
        const another = store.append(commitOf(newStream(), 1, sealed), taking(old));
        await expect(another).resolves.toEqual({ outcome: 'claimed', claim: old });
      });

      it('says that the claims are wrong when a stream releases what it does not hold', async () => {
        const claim = label();
        await store.append(commitOf(newStream(), 1, sealed), taking(claim));
        const stolen = store.append(commitOf(stream, 1, sealed), { taken: [], released: [claim] });
        await expect(stolen).rejects.toThrow(`${stream} does not own the claim that it releases`);
        await expect(all(store.read(stream))).resolves.toEqual([]);
      });

      it('puts the conflict before the claim: the newer state decides what is wanted', async () => {
        const claim = label();
        await store.append(commitOf(newStream(), 1, sealed), taking(claim));
        await append(commitOf(stream, 1, sealed));
        const late = store.append(commitOf(stream, 1, sealed), taking(claim));
        await expect(late).resolves.toEqual({ outcome: 'conflict' });
      });

      it('recognises its own commit with claims when it is sent twice, also later', async () => {
        const commit = commitOf(stream, 1, sealed);
        const claims = taking(label());
        await expect(store.append(commit, claims)).resolves.toEqual({ outcome: 'appended' });
        await expect(store.append(commit, claims)).resolves.toEqual({ outcome: 'appended' });
        await append(commitOf(stream, 2, sealed));
        await expect(store.append(commit, claims)).resolves.toEqual({ outcome: 'appended' });
        await expect(all(store.read(stream))).resolves.toHaveLength(2);
      });
    });
  });
}
