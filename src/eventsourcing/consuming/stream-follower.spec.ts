import fc from 'fast-check';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { commitOf, commitsOf } from '../../../test/support/commit-of';
import { versionAfter, type Commit } from '../log/commit';
import { pendingCommits } from './stream-follower';

const STREAM = 'shop/box#1';

describe('pendingCommits', () => {
  const [one, two, three] = commitsOf(STREAM, 3, sealed) as [Commit, Commit, Commit];

  it.each([
    ['nothing for nothing', [], 0, []],
    ['what comes next', [one, two], 0, [one, two]],
    ['what is old left out', [one, two, three], 2, [three]],
    ['nothing when all of it is old', [one, two], 2, []],
    ['each once', [one, one, two, one, two], 0, [one, two]],
    ['in order, however they came', [three, one, two], 0, [one, two, three]],
    ['nothing at all when the next one is missing', [two], 0, undefined],
    ['nothing at all when one between is missing', [one, three], 0, undefined],
  ])('is %s', (_, delivered, version, pending) => {
    expect(pendingCommits(delivered, version)).toEqual(pending);
  });

  it('counts events, not commits', () => {
    const first = commitOf(STREAM, 1, labelled('toys'), filled('car'));
    const next = commitOf(STREAM, 3, sealed);
    expect(pendingCommits([first, next], 0)).toEqual([first, next]);
    expect(pendingCommits([first, next], 2)).toEqual([next]);
  });

  it('asks the log about a commit that the version cuts in two', () => {
    const cut = commitOf(STREAM, 1, labelled('toys'), filled('car'));
    expect(pendingCommits([cut], 1)).toBeUndefined();
  });

  it('leaves the delivery as it was', () => {
    const delivered = [two, one];
    pendingCommits(delivered, 0);
    expect(delivered).toEqual([two, one]);
  });

  it('finds all that lies between the version and the newest, or tells that it is not all there', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat()), (eventCounts, random) => {
        const pick = (below: number): number => (random.next().value ?? 0) % below;
        const history: Commit[] = [];
        for (const count of eventCounts) {
          const version = 1 + history.reduce((sum, { events }) => sum + events.length, 0);
          history.push(commitOf(STREAM, version, ...Array.from({ length: count }, () => sealed)));
        }
        const read = history[pick(history.length + 1) - 1];
        const version = read ? versionAfter(read) : 0;
        const delivered = Array.from(
          { length: pick(2 * history.length) },
          () => history[pick(history.length)],
        );
        const commits = delivered.flatMap((commit) => commit ?? []);

        const newest = Math.max(0, ...commits.map((commit) => commit.version));
        const wanted = history.filter((commit) => commit.version > version && commit.version <= newest);
        const isComplete = wanted.every((commit) => commits.includes(commit));
        expect(pendingCommits(commits, version)).toEqual(isComplete ? wanted : undefined);
      }),
      { numRuns: 500 },
    );
  });
});
