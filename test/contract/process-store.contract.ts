import { randomUUID } from 'node:crypto';
import type {
  ProcessCheckpoint,
  ProcessStore,
  ProcessWrite,
  RowChange,
} from '../../src/eventsourcing/consuming/process-store';
import { all } from '../support/commit-of';

const PROCESS = 'shop/label-boxes';

/** What every process store does. The table may be shared: streams and instances are new in each test. */
export function processStoreContract(name: string, make: () => ProcessStore): void {
  describe(`${name} as a process store`, () => {
    let store: ProcessStore;
    let stream: string;
    let instance: string;

    beforeEach(() => {
      store = make();
      stream = `shop/box#${randomUUID()}`;
      instance = randomUUID();
    });

    const at = (version: number, rowsAt = version): ProcessCheckpoint => ({ stream, version, rowsAt });
    const step = (
      basedOn: ProcessCheckpoint,
      checkpoint: ProcessCheckpoint,
      ...rows: readonly RowChange[]
    ): ProcessWrite => ({ process: PROCESS, basedOn, checkpoint, rows });
    const put = (item: string, data: object = {}): RowChange => ({ instance, item, data });
    const remove = (item: string): RowChange => ({ instance, item });
    const items = async (prefix = '', process = PROCESS): Promise<string[]> =>
      (await all(store.list(process, instance, prefix))).map(({ item }) => item);
    const stored = async (process = PROCESS): Promise<ProcessCheckpoint | undefined> =>
      (await store.checkpoints(process, [stream]))[0];

    it('stands at nothing before the first write', async () => {
      await expect(store.checkpoints(PROCESS, [stream])).resolves.toEqual([at(0)]);
      await expect(store.checkpoints(PROCESS, [])).resolves.toEqual([]);
      await expect(store.get(PROCESS, instance, 'a')).resolves.toBeUndefined();
      await expect(items()).resolves.toEqual([]);
    });

    it('keeps checkpoints, and tells them in the order of the streams', async () => {
      await expect(store.write(step(at(0), at(2, 5)))).resolves.toBe('written');
      const other = `shop/box#${randomUUID()}`;
      await expect(store.checkpoints(PROCESS, [other, stream])).resolves.toEqual([
        { stream: other, version: 0, rowsAt: 0 },
        at(2, 5),
      ]);
    });

    it('keeps rows together with the checkpoint', async () => {
      const data = { label: 'Kiste 李', sizes: [1, 2.5], open: true, lid: null };
      await store.write(step(at(0), at(1), put('a', data), put('b')));
      await expect(store.get(PROCESS, instance, 'a')).resolves.toEqual(data);
      await expect(all(store.list(PROCESS, instance, ''))).resolves.toEqual([
        { item: 'a', data },
        { item: 'b', data: {} },
      ]);
      await store.write(step(at(1), at(2), remove('a'), put('b', { again: 1 }), remove('never there')));
      await expect(all(store.list(PROCESS, instance, ''))).resolves.toEqual([
        { item: 'b', data: { again: 1 } },
      ]);
    });

    it('removes a row beside any step, and then nothing', async () => {
      await store.write(step(at(0), at(1), put('a'), put('b')));
      await store.remove(PROCESS, instance, 'a');
      await store.remove(PROCESS, instance, 'a');
      await store.remove('shop/other', instance, 'b');
      await expect(items()).resolves.toEqual(['b']);
      await expect(stored()).resolves.toEqual(at(1));
    });

    it('lists the items that begin with a prefix, in the order of their bytes', async () => {
      const names = ['user:b', 'role', 'user:a', 'user:ﬀ', 'user:\ud83d\ude00', 'user'];
      await store.write(step(at(0), at(1), ...names.map((item) => put(item))));
      await expect(items('user:')).resolves.toEqual(['user:a', 'user:b', 'user:ﬀ', 'user:\ud83d\ude00']);
      await expect(items()).resolves.toHaveLength(6);
    });

    it.each([
      ['there is none yet', at0(), { version: 1, rowsAt: 1 }],
      ['there is one already', { version: 3, rowsAt: 3 }, { version: 0, rowsAt: 0 }],
      ['the rows are further', { version: 1, rowsAt: 3 }, { version: 1, rowsAt: 2 }],
      ['the reactions are further', { version: 3, rowsAt: 3 }, { version: 1, rowsAt: 3 }],
    ])('is stale, and changes nothing, when %s', async (_, is, expected) => {
      if (is.rowsAt > 0) await store.write(step(at(0), { stream, ...is }));
      const late = step({ stream, ...expected }, at(9), put('a'));
      await expect(store.write(late)).resolves.toBe('stale');
      await expect(store.write({ ...late, rows: [] })).resolves.toBe('stale');
      await expect(stored()).resolves.toEqual({ stream, ...is });
      await expect(items()).resolves.toEqual([]);
    });

    it('keeps apart what processes call the same', async () => {
      await store.write(step(at(0), at(1), put('a')));
      await expect(stored('shop/other')).resolves.toEqual(at(0));
      await expect(items('', 'shop/other')).resolves.toEqual([]);
      const other = { ...step(at(0), at(2), put('b')), process: 'shop/other' };
      await expect(store.write(other)).resolves.toBe('written');
      await expect(items()).resolves.toEqual(['a']);
    });

    it('changes 99 rows in one step, and no more', async () => {
      const rows = Array.from({ length: 100 }, (_, index) => put(`item ${String(index).padStart(2, '0')}`));
      await expect(store.write(step(at(0), at(1), ...rows))).rejects.toThrow();
      await expect(stored()).resolves.toEqual(at(0));
      await expect(store.write(step(at(0), at(1), ...rows.slice(1)))).resolves.toBe('written');
      await expect(items()).resolves.toHaveLength(99);
    });

    it.each([
      ['without a name', put0('')],
      ['whose name is too long', put0('x'.repeat(1_025))],
      ['that is too large', put0('a', { text: 'x'.repeat(400 * 1024) })],
      ['of an instance whose name is too long', { ...put0('a'), instance: 'x'.repeat(2_048) }],
    ])('refuses a row %s, and then keeps nothing', async (_, row) => {
      await expect(store.write(step(at(0), at(1), put('b'), { instance, ...row }))).rejects.toThrow();
      await expect(stored()).resolves.toEqual(at(0));
      await expect(items()).resolves.toEqual([]);
    });

    it.each([
      ['without rows', []],
      ['with rows', ['a']],
    ])('lets one of 20 writers through, %s', async (_, names) => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_unused, index) =>
          store.write(step(at(0), at(index + 1), ...names.map((item) => put(item, { by: index + 1 })))),
        ),
      );
      expect(results.filter((result) => result === 'written')).toHaveLength(1);
      const winner = results.indexOf('written') + 1;
      await expect(stored()).resolves.toEqual(at(winner));
      for (const item of names)
        await expect(store.get(PROCESS, instance, item)).resolves.toEqual({ by: winner });
    });
  });
}

function at0(): { version: number; rowsAt: number } {
  return { version: 0, rowsAt: 0 };
}

/** A row of the instance of the test. */
function put0(item: string, data: object = {}): Omit<RowChange, 'instance'> {
  return { item, data };
}
