import fc from 'fast-check';
import { NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { Box } from '../../../test/support/box/box';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable } from '../../../test/support/box/box.projection';
import { commitOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import { historyView } from '../../composition/history-view';
import { recordedEvents, versionAfter, type Commit } from '../log/commit';
import type { EventsRequest } from '../log/event-pages';
import { History } from './history';

const event = fc.oneof(
  fc.constantFrom('toys', 'books', 'tools').map(labelled),
  fc.constantFrom('car', 'doll', 'ball').map((item) => filled(item)),
  fc.constantFrom('car', 'doll', 'ball').map((item) => emptied(item)),
  fc.constant(sealed),
);

/** Commits of 1 to 5 events, some milliseconds apart or at the same one. */
const commits = fc
  .array(fc.tuple(fc.array(event, { minLength: 1, maxLength: 5 }), fc.nat({ max: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((drafts) => {
    let [version, time] = [1, Date.UTC(2026, 10, 21)];
    return drafts.map(([events, pause]): Commit => {
      time += pause;
      const commit = commitOf('shop/box#one', version, ...events);
      version += events.length;
      return { ...commit, committedAt: new Date(time).toISOString() };
    });
  });

async function storeOf(log: readonly Commit[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  for (const commit of log) await store.append(commit);
  return store;
}

describe('History', () => {
  const view = historyView(new BoxProjection());

  it('shows, at the end of every commit and at its time, the row that the projector had written then', async () => {
    await fc.assert(
      fc.asyncProperty(commits, async (log) => {
        const store = await storeOf(log);
        const history = new History(Box.type, view, store);
        const rows = new MemoryProjectionStore();
        const projector = projectorOf([untyped(new BoxProjection())], rows, { log: store });
        for (const [index, commit] of log.entries()) {
          await projector.take([commit], NO_HURRY);
          const [written] = rows.tables.rows(boxesTable);
          await expect(history.at('one', { version: versionAfter(commit) })).resolves.toEqual(written);
          const isLastOfItsTime = log[index + 1]?.committedAt !== commit.committedAt;
          const time = new Date(commit.committedAt);
          if (isLastOfItsTime) await expect(history.at('one', { time })).resolves.toEqual(written);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('shows each event once, page by page, in either order and any size of page', async () => {
    const order = fc.constantFrom<EventsRequest['order']>('oldest', 'newest');
    await fc.assert(
      fc.asyncProperty(commits, order, fc.integer({ min: 1, max: 8 }), async (log, direction, limit) => {
        const history = new History(Box.type, view, await storeOf(log));
        const found: unknown[] = [];
        for (let request: EventsRequest | undefined = { order: direction, limit }; request;) {
          const { rows, next } = await history.events('one', request);
          expect(rows.length).toBeLessThanOrEqual(limit);
          if (next) expect(rows).toHaveLength(limit);
          found.push(...rows.map(({ version, type, data }) => ({ version, type, data })));
          request = next && { order: direction, limit, after: next };
        }
        const all = log.flatMap(recordedEvents).map(({ version, type, data }) => ({ version, type, data }));
        expect(found).toEqual(direction === 'oldest' ? all : all.reverse());
      }),
    );
  });
});
