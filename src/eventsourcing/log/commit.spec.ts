import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { commitOf } from '../../../test/support/commit-of';
import { recordedEvents, versionAfter } from './commit';

describe('a commit', () => {
  it('ends at the version of its last event', () => {
    expect(versionAfter(commitOf('shop/box#1', 1, sealed))).toBe(1);
    expect(versionAfter(commitOf('shop/box#1', 4, labelled('toys'), filled('car'), sealed))).toBe(6);
  });

  it('gives every event its place in the log', () => {
    const commit = commitOf('shop/box#1', 4, labelled('toys'), sealed);
    const { committedAt } = commit;
    expect(recordedEvents(commit)).toEqual([
      { id: '1', version: 4, type: 'shop/box/labelled', data: { label: 'toys' }, committedAt },
      { id: '1', version: 5, type: 'shop/box/sealed', data: {}, committedAt },
    ]);
  });
});
