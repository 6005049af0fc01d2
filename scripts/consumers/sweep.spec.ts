import { boxesTable } from '../../test/support/box/box.projection';
import { MemoryStoredRows } from '../../test/support/memory/memory-stored-rows';
import type { KeptRows } from './catalogue';
import { Progress } from './progress';
import { sweep } from './sweep';

const kept: KeptRows = {
  table: boxesTable,
  revision: 2,
  streamOf: ({ id }) => `shop/box#${String(id)}`,
};

describe('sweep', () => {
  let stored: MemoryStoredRows;
  let rung: string[];
  let shown: string[];

  beforeEach(() => {
    stored = new MemoryStoredRows();
    rung = [];
    shown = [];
    for (const id of ['a', 'b', 'c']) put(id, 1);
  });

  const put = (id: string, revision: number): void => {
    stored.tables.put<object>(boxesTable, {
      ...{ id, version: 1, label: '', sealed: false },
      ...(revision > 1 && { revision }),
    });
  };

  /** @param answers what happens when streams are rung */
  const run = (answers: (streams: readonly string[]) => void, patience = 0): Promise<number> =>
    sweep(
      {
        kept,
        stored,
        signal: new AbortController().signal,
        progress: new Progress('folding', { write: (text: string) => shown.push(text) }),
        ring: (streams) => {
          rung.push(...streams);
          answers(streams);
          return Promise.resolve();
        },
      },
      patience,
    );

  const fold = (streams: readonly string[]): void => {
    for (const stream of streams) put(stream.slice('shop/box#'.length), 2);
  };

  it('has nothing to do when every row is of the current revision', async () => {
    for (const id of ['a', 'b', 'c']) put(id, 2);
    await expect(run(fold)).resolves.toBe(0);
    expect(rung).toEqual([]);
  });

  it('rings again what is left, until none is', async () => {
    put('b', 2);
    await expect(run(fold)).resolves.toBe(0);
    expect(rung).toEqual(['shop/box#a', 'shop/box#c']);
    expect(shown).toEqual(['folding [########################] 2/2\n']);
  });

  it('tells of what does not move however often it is rung', async () => {
    await expect(
      run((streams) => {
        fold(streams.filter((stream) => stream !== 'shop/box#a'));
      }),
    ).resolves.toBe(1);
    expect(rung.slice(-2)).toEqual(['shop/box#a', 'shop/box#a']);
  });
});
