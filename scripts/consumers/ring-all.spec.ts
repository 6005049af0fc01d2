import fc from 'fast-check';
import type { StreamDirectory } from '../../src/eventsourcing/log/stream-directory';
import { labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { MemoryEventStore } from '../../test/support/memory/memory-event-store';
import type { ConsumerEntry } from './catalogue';
import { Progress } from './progress';
import { ringAll } from './ring-all';

const TYPES = ['shop/box', 'shop/label'];
const consumer: ConsumerEntry = {
  name: 'shop/labels',
  kind: 'projection',
  function: 'ShopProjector',
  follows: TYPES,
  checkpoints: () => Promise.resolve([]),
};

const streamsOf = (type: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${type}#${index}`);

/** Pages of given sizes; the cursor is the number of the next page. */
function directoryOf(pages: Readonly<Record<string, readonly number[]>>): StreamDirectory {
  return {
    streams: (type, _limit, after = '0') => {
      const sizes = pages[type] ?? [];
      const page = Number(after);
      const before = sizes.slice(0, page).reduce((sum, size) => sum + size, 0);
      const streams = streamsOf(type, before + (sizes[page] ?? 0)).slice(before);
      return Promise.resolve({ streams, ...(page + 1 < sizes.length && { next: String(page + 1) }) });
    },
  };
}

class Ringer {
  readonly rung: string[] = [];
  calls = 0;
  cursor: string | undefined;

  /** @param dies before this call, and at no other */
  async run(directory: StreamDirectory, dies = Infinity, segments = 1): Promise<boolean> {
    const bell = {
      ring: (_: unknown, streams: readonly string[]) => {
        this.calls += 1;
        if (this.calls === dies) return Promise.reject(new Error('killed'));
        this.rung.push(...streams);
        return Promise.resolve();
      },
    };
    const progress = new Progress('ringing', { write: () => true });
    const signal = new AbortController().signal;
    const options = { rate: 10_000, segments, after: this.cursor, signal };
    const { isFinished } = await ringAll(consumer, { bell, directory, progress }, options, (cursor) => {
      this.cursor = cursor;
    });
    return isFinished;
  }
}

const sizes = fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 4 });

describe('ringAll', () => {
  it('rings every stream exactly once, also when it is cut off anywhere and gone on with', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.integer({ min: 1, max: 12 }), async (boxes, labels, dies) => {
        const pages = { 'shop/box': boxes, 'shop/label': labels };
        const sum = (list: readonly number[]): number => list.reduce((all, size) => all + size, 0);
        const ringer = new Ringer();
        await ringer.run(directoryOf(pages), dies).catch(() => ringer.run(directoryOf(pages)));
        expect(ringer.rung).toEqual([
          ...streamsOf('shop/box', sum(boxes)),
          ...streamsOf('shop/label', sum(labels)),
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it('does so in segments too, which are walked at the same time', async () => {
    const log = new MemoryEventStore();
    const all = streamsOf('shop/box', 95);
    for (const stream of all) await log.append(commitOf(stream, 1, labelled('a')));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 15 }),
        async (segments, dies) => {
          const ringer = new Ringer();
          const { directory } = log.ports;
          await ringer.run(directory, dies, segments).catch(() => ringer.run(directory));
          expect(ringer.rung.sort()).toEqual([...all].sort());
        },
      ),
      { numRuns: 50 },
    );
  });

  it('ends after the call under way when it is told to', async () => {
    const controller = new AbortController();
    const rung: string[] = [];
    const bell = {
      ring: (_: unknown, streams: readonly string[]) => {
        rung.push(...streams);
        controller.abort();
        return Promise.resolve();
      },
    };
    const parts = { bell, directory: directoryOf({ 'shop/box': [25] }), progress: silent() };
    const options = { rate: 10_000, segments: 1, after: undefined, signal: controller.signal };
    await expect(ringAll(consumer, parts, options, () => undefined)).resolves.toEqual({
      rung: 10,
      isFinished: false,
    });
    expect(rung).toHaveLength(10);
  });

  it.each(['', 'x', 'bnVsbA', 'e30', 'W10', 'W251bGxd'])('refuses the cursor %j', async (after) => {
    const bell = { ring: () => Promise.resolve() };
    const parts = { bell, directory: directoryOf({}), progress: silent() };
    const options = { rate: 1, segments: 1, after, signal: new AbortController().signal };
    await expect(ringAll(consumer, parts, options, () => undefined)).rejects.toThrow(
      '--after takes the cursor',
    );
  });
});

function silent(): Progress {
  return new Progress('ringing', { write: () => true });
}
