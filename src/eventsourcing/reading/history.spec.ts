import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box } from '../../../test/support/box/box';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { BoxProjection, type BoxRow } from '../../../test/support/box/box.projection';
import { commitOf } from '../../../test/support/commit-of';
import { historyView } from '../../composition/history-view';
import type { DomainEvent } from '../../kernel/domain-event';
import type { Commit } from '../log/commit';
import type { EventsRequest } from '../log/event-pages';
import { History, type Moment } from './history';

const STREAM = 'shop/box#one';

describe('History', () => {
  let store: MemoryEventStore;
  let history: History<BoxRow>;

  beforeEach(async () => {
    store = new MemoryEventStore();
    history = new History(Box.type, historyView(new BoxProjection()), store);
    await append('10:00:00.000', 1, labelled('toys'));
    await append('10:00:01.000', 2, filled('car'), labelled('books'), sealed);
    await append('10:00:02.500', 5, emptied('car'));
  });

  async function append(time: string, version: number, ...events: DomainEvent[]): Promise<Commit> {
    const commit = { ...commitOf(STREAM, version, ...events), committedAt: `2026-11-21T${time}Z` };
    await store.append(commit);
    return commit;
  }

  describe('events', () => {
    /** Versions page by page, followed to the end. */
    const pages = async (order: EventsRequest['order'], limit: number): Promise<number[][]> => {
      const found: number[][] = [];
      for (let after: EventsRequest['after'] | 'start' = 'start'; after;) {
        const page = await history.events('one', { order, limit, ...(after !== 'start' && { after }) });
        found.push(page.rows.map(({ version }) => version));
        after = page.next;
      }
      return found;
    };

    it('have all that the log knows of them', async () => {
      const commit = await append('10:00:03.000', 6, labelled('tools'));
      const { rows } = await history.events('one', { order: 'newest', limit: 1 });
      expect(rows).toEqual([
        {
          version: 6,
          type: 'shop/box/labelled',
          data: { label: 'tools' },
          committedAt: '2026-11-21T10:00:03.000Z',
          commitId: commit.commitId,
          actor: 'a-tester',
          correlationId: 'a-request',
          causationId: 'a-cause',
        },
      ]);
    });

    it.each([
      ['oldest', 1, [[1], [2], [3], [4], [5]]],
      ['oldest', 2, [[1, 2], [3, 4], [5]]],
      [
        'oldest',
        3,
        [
          [1, 2, 3],
          [4, 5],
        ],
      ],
      ['oldest', 5, [[1, 2, 3, 4, 5]]],
      ['oldest', 100, [[1, 2, 3, 4, 5]]],
      ['newest', 1, [[5], [4], [3], [2], [1]]],
      ['newest', 2, [[5, 4], [3, 2], [1]]],
      ['newest', 4, [[5, 4, 3, 2], [1]]],
      ['newest', 100, [[5, 4, 3, 2, 1]]],
    ] as const)('come %s first, %i at a time, also from inside a commit', async (order, limit, expected) => {
      await expect(pages(order, limit)).resolves.toEqual(expected);
    });

    it('go on where they stopped, whatever is appended meanwhile', async () => {
      const first = await history.events('one', { order: 'newest', limit: 2 });
      await append('10:00:03.000', 6, labelled('tools'));
      const second = await history.events('one', { order: 'newest', limit: 9, ...after(first.next) });
      expect(second.rows.map(({ version }) => version)).toEqual([3, 2, 1]);
    });

    it('asks the store for no more commits than a page can hold', async () => {
      const read = jest.spyOn(store, 'read');
      const { next } = await history.events('one', { order: 'oldest', limit: 2 });
      expect(read).toHaveBeenLastCalledWith(STREAM, { order: 'oldest-first', expected: 3 });
      await history.events('one', { order: 'oldest', limit: 2, ...after(next) });
      expect(read).toHaveBeenLastCalledWith(STREAM, { order: 'oldest-first', from: 2, expected: 3 });
      await history.events('one', { order: 'newest', limit: 2, ...after(next) });
      expect(read).toHaveBeenLastCalledWith(STREAM, { order: 'newest-first', to: 2, expected: 3 });
    });

    it('are no more work for a place that a client made up', async () => {
      const forged = { commit: '1', version: '999999999999999' };
      const { rows, next } = await history.events('one', { limit: 1, order: 'oldest', after: forged });
      expect(rows).toHaveLength(1);
      expect(next).toBeDefined();
    });

    it('are none of an aggregate that is not there', async () => {
      const events = history.events('two', { order: 'oldest', limit: 2 });
      await expect(events).rejects.toMatchObject({
        kind: 'not-found',
        code: 'shop/box/not-found',
        message: 'There is no box with this id.',
      });
    });

    it.each([
      {},
      { version: '2' },
      { commit: '2' },
      { commit: 2, version: 2 },
      { commit: '3', version: '2' },
      { commit: '0', version: '2' },
      { commit: '-1', version: '2' },
      { commit: '1', version: '2.5' },
      { commit: '1', version: '1e3' },
      { commit: '1', version: '' },
      { commit: '1', version: '9999999999999999' },
      { commit: '1', version: '2', id: 'two' },
    ])('refuse a cursor that was made up: %j', async (cursor) => {
      const events = history.events('one', { order: 'oldest', limit: 2, after: cursor });
      await expect(events).rejects.toMatchObject({ kind: 'malformed', code: 'malformed-cursor' });
    });

    it.each(['oldest', 'newest'] as const)(
      'stay in the stream with a cursor from elsewhere',
      async (order) => {
        const elsewhere = { commit: '900000000000000', version: '900000000000000' };
        const { rows } = await history.events('one', { order, limit: 9, after: elsewhere });
        expect(rows.map(({ version }) => version)).toEqual(order === 'oldest' ? [] : [5, 4, 3, 2, 1]);
      },
    );
  });

  describe('at', () => {
    const row = (version: number, label: string, isSealed = false): BoxRow => ({
      id: 'one',
      version,
      label,
      sealed: isSealed,
    });
    const at = (time: string): Moment => ({ time: new Date(`2026-11-21T${time}`) });

    it.each([
      [1, row(1, 'toys')],
      [2, row(2, 'toys')],
      [3, row(3, 'books')],
      [4, row(4, 'books', true)],
      [5, row(5, 'books', true)],
    ])('shows version %i, also inside a commit', async (version, expected) => {
      await expect(history.at('one', { version })).resolves.toEqual(expected);
    });

    it.each([
      ['10:00:00.000Z', row(1, 'toys')],
      ['10:00:00.999Z', row(1, 'toys')],
      ['11:00:01.000+01:00', row(4, 'books', true)],
      ['10:00:02.499Z', row(4, 'books', true)],
      ['10:00:02.500Z', row(5, 'books', true)],
      ['23:59:59.999Z', row(5, 'books', true)],
    ])('shows a box as of %s', async (time, expected) => {
      await expect(history.at('one', at(time))).resolves.toEqual(expected);
    });

    it('stops at the first later commit, in the order of the stream', async () => {
      await append('10:00:09.000', 6, labelled('late'));
      await append('10:00:04.000', 7, labelled('by a clock that is slow'));
      await expect(history.at('one', at('10:00:05Z'))).resolves.toMatchObject({ version: 5 });
      await expect(history.at('one', at('10:00:09Z'))).resolves.toMatchObject({ version: 7 });
    });

    it.each<[string, Moment]>([
      ['a version that does not exist yet', { version: 1_000 }],
      ['a time before everything', at('09:00:00Z')],
    ])('reads a single commit to find out about %s', async (_, moment) => {
      const read = jest.spyOn(store, 'read');
      await expect(history.at('one', moment)).rejects.toMatchObject({ code: 'shop/box/version-not-found' });
      expect(read.mock.calls).toEqual([[STREAM, expect.objectContaining({ expected: 1 })]]);
    });

    it('reads nothing beyond the version', async () => {
      const read = jest.spyOn(store, 'read');
      await history.at('one', { version: 3 });
      expect(read).toHaveBeenCalledWith(STREAM, { to: 3 });
    });

    it.each<[string, Moment]>([
      ['a version that is not there yet', { version: 6 }],
      ['a time before the first event', at('09:59:59.999Z')],
    ])('refuses %s', async (_, moment) => {
      await expect(history.at('one', moment)).rejects.toMatchObject({
        kind: 'not-found',
        code: 'shop/box/version-not-found',
      });
    });

    it.each<Moment>([{ version: 1 }, at('10:00:00Z')])('refuses a box that is not there', async (moment) => {
      await expect(history.at('two', moment)).rejects.toMatchObject({ code: 'shop/box/not-found' });
    });

    it('names the place of an event that the projection does not know', async () => {
      await append('10:00:03.000', 6, { type: 'shop/box/burnt', data: {} });
      await expect(history.at('one', { version: 5 })).resolves.toMatchObject({ version: 5 });
      await expect(history.at('one', { version: 6 })).rejects.toThrow(
        'shop/box/burnt at version 6 of shop/box#one is unknown to the projection into BoxesTable',
      );
    });
  });

  it('cannot be told by a projection of another aggregate', () => {
    expect(() => new History('shop/crate', historyView(new BoxProjection()), store)).toThrow(
      'The history of shop/crate cannot be told by a projection of shop/box',
    );
  });
});

function after(next: EventsRequest['after']): Pick<EventsRequest, 'after'> {
  return next ? { after: next } : {};
}
