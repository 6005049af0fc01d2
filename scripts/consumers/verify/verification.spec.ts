import { emptied, filled, labelled } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { commitOf } from '../../../test/support/commit-of';
import { MemoryDoorbells, NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { MemoryStoredRows } from '../../../test/support/memory/memory-stored-rows';
import type { MemoryTables } from '../../../test/support/memory/memory-tables';
import { untyped } from '../../../test/support/projecting';
import type { Consumers } from '../../../src/eventsourcing/consuming/consumers';
import type { ConsumerEntry } from '../catalogue';
import { Progress } from '../progress';
import { describeDifference } from './describe-difference';
import type { Difference, DifferenceKind } from './difference';
import { Mending } from './mend';
import { Verification, type Verified } from './verification';

const ONE = 'shop/box#one';
const OTHER = 'shop/box#other';
const projection = untyped(new BoxProjection());
const entry: ConsumerEntry = {
  ...{ name: 'shop/boxes', kind: 'projection', function: 'ShopProjector', follows: ['shop/box'] },
  checkpoints: () => Promise.resolve([]),
};

/** What the log leads to: one box with a doll in it, and another that is empty. */
const row = { id: 'one', version: 4, label: 'toys', sealed: false };
const doll = { boxId: 'one', item: 'doll', since: 3 };

/** What is stored instead of the row, and of the detail row; null for nothing. */
interface Damage {
  readonly head?: object | null;
  readonly detail?: object | null;
}

const unversioned = { id: 'one', label: 'toys', sealed: false };
const unsealed = { id: 'one', version: 4, label: 'toys' };
const damages: readonly [string, Damage, readonly DifferenceKind[]][] = [
  ['a row that is gone', { head: null }, ['missing']],
  ['a value', { head: { ...row, label: 'tools' } }, ['wrong']],
  ['a type', { head: { ...row, sealed: 'no' } }, ['wrong']],
  ['a column too many', { head: { ...row, colour: 'red' } }, ['wrong']],
  ['a column too few', { head: unsealed }, ['wrong']],
  ['a row that is behind', { head: { ...row, version: 1 }, detail: null }, ['late']],
  ['a version too low for its details', { head: { ...row, version: 1 } }, ['late', 'detail-surplus']],
  ['a version beyond the log', { head: { ...row, version: 9 } }, ['ahead']],
  ['a version that is text', { head: { ...row, version: '4' } }, ['unversioned']],
  ['a version in the middle of a commit', { head: { ...row, version: 2 } }, ['unversioned']],
  ['a version of nothing', { head: { ...row, version: 0 } }, ['unversioned']],
  ['no version', { head: unversioned }, ['unversioned']],
  ['an older revision', { head: { ...row, revision: 0 } }, ['outdated']],
  ['a first revision that is told', { head: { ...row, revision: 1 } }, ['unversioned']],
  ['a row of no stream', { head: { ...row, id: 'nobody' } }, ['orphan']],
  ['a detail row that is gone', { detail: null }, ['detail-missing']],
  ['a value of a detail row', { detail: { ...doll, since: 1 } }, ['detail-wrong']],
  ['a column too many of a detail row', { detail: { ...doll, colour: 'red' } }, ['detail-wrong']],
  ['a detail row that was deleted', { detail: { ...doll, item: 'car' } }, ['detail-surplus']],
  ['a detail row of another stream', { detail: { ...doll, boxId: 'other' } }, ['detail-surplus']],
  ['a detail row of no stream', { detail: { ...doll, boxId: 'nobody' } }, ['detail-surplus']],
];

describe('verification', () => {
  let log: MemoryEventStore;
  let tables: MemoryTables;
  let stored: MemoryStoredRows;
  let projector: Consumers;

  beforeEach(async () => {
    log = new MemoryEventStore();
    stored = new MemoryStoredRows();
    tables = stored.tables;
    const store = new MemoryProjectionStore(tables);
    projector = projectorOf([projection], store, { log, doorbells: new MemoryDoorbells() });
    // A commit of two events: version 2 is none that a row may have.
    await log.append(commitOf(ONE, 1, labelled('toys')));
    await log.append(commitOf(ONE, 2, filled('car'), filled('doll')));
    await log.append(commitOf(ONE, 4, emptied('car')));
    await log.append(commitOf(OTHER, 1, labelled('tools')));
    for (const stream of [ONE, OTHER]) await catchUp(stream);
  });

  const catchUp = (stream: string): Promise<unknown> =>
    projector.catchUp({ consumer: 'shop/boxes', stream }, NO_HURRY);

  interface Outcome extends Verified {
    readonly found: readonly Difference[];
    readonly lines: readonly string[];
  }

  /** @param mending what is done with each stream that differs */
  async function verify(mending?: Mending, isShared = false): Promise<Outcome> {
    const found: Difference[] = [];
    const lines: string[] = [];
    const { directory } = log.ports;
    const progress = new Progress('verifying', { write: () => true });
    const parts = { projection, log, directory, stored, progress, isShared: () => isShared };
    const options = { rate: 10_000, patience: 0, signal: new AbortController().signal };
    const verified = await new Verification(parts, options, async (differences) => {
      found.push(...differences);
      const done = await mending?.mend(differences);
      lines.push(...differences.map((each, index) => describeDifference(each, false, done?.[index])));
    }).run();
    return { ...verified, found, lines };
  }

  const bell = {
    ring: async (_: unknown, streams: readonly string[]) => {
      for (const stream of streams) await catchUp(stream);
    },
  };

  const mendingOf = (): Mending => new Mending(entry, projection, stored, bell);

  it('finds nothing where nothing is wrong', async () => {
    const counts = { streams: 2, rows: 2, details: 1, differences: 0, unchecked: [] };
    await expect(verify()).resolves.toMatchObject({ ...counts, found: [] });
  });

  describe.each(damages)('of %s', (_, { head, detail }, kinds) => {
    it(`finds ${kinds.join(' and ')}, and nothing more once it is mended`, async () => {
      const before = [tables.rows(boxesTable), tables.rows(itemsTable)];
      if (head) tables.put(boxesTable, head);
      if (head === null) tables.delete(boxesTable, { id: 'one' });
      if (detail) tables.put(itemsTable, detail);
      if (detail === null) tables.delete(itemsTable, { boxId: 'one', item: 'doll' });
      const { found, differences } = await verify();
      expect(found.map(({ kind }) => kind)).toEqual(kinds);
      expect(differences).toBe(kinds.length);

      await verify(mendingOf());
      await expect(verify()).resolves.toMatchObject({ found: [] });
      expect([tables.rows(boxesTable), tables.rows(itemsTable)]).toEqual(before);
    });
  });

  it('leaves the rows of newer code, and streams with events that it does not know', async () => {
    await log.append(commitOf('shop/box#new', 1, { type: 'shop/box/painted', data: {} }));
    tables.put<object>(boxesTable, { id: 'new', version: 1, label: '', sealed: false });
    tables.put<object>(boxesTable, { ...row, revision: 99, label: 'of the future' });
    const { found, lines } = await verify(mendingOf());
    expect(found.map(({ kind }) => kind).sort()).toEqual(['newer', 'unfoldable']);
    expect(lines.join('\n')).toMatch(/The event shop\/box\/painted at version 1 .* - left/u);
    expect(lines).toContain(`newer BoxesTable of ${ONE} at version 4 - left`);
  });

  it('hides what rows hold unless it may be shown', async () => {
    tables.put(boxesTable, { ...row, label: 'a secret' });
    tables.put(itemsTable, { ...doll, item: 'a diary' });
    const { found, lines } = await verify();
    expect(lines).toEqual([
      `wrong BoxesTable of ${ONE} at version 4: label`,
      expect.stringMatching(
        /^detail-surplus ItemsTable \(sha256 [0-9a-f]{8}\) of shop\/box#one at version 4$/u,
      ),
    ]);
    expect(found.map((each) => describeDifference(each, true))).toEqual([
      `wrong BoxesTable of ${ONE} at version 4: label is "a secret" instead of "toys"`,
      `detail-surplus ItemsTable ["one","a diary"] of ${ONE} at version 4`,
    ]);
  });

  it('judges no surplus in a table that others have rows in too, and says so', async () => {
    tables.put(itemsTable, { ...doll, boxId: 'nobody' });
    tables.put(boxesTable, { ...row, id: 'nobody' });
    const { found, unchecked } = await verify(undefined, true);
    expect({ found, unchecked: unchecked.length }).toEqual({ found: [], unchecked: 2 });
  });

  it('changes nothing that a projector has moved since it was seen', async () => {
    tables.put(boxesTable, { ...row, label: 'tools' });
    tables.put(itemsTable, { ...doll, item: 'car' });
    const { found } = await verify();
    await log.append(commitOf(ONE, 5, filled('car')));
    await catchUp(ONE);
    const moved = [tables.rows(boxesTable), tables.rows(itemsTable)];
    const mending = mendingOf();
    for (const each of found) await expect(mending.mend([each])).resolves.toEqual(['moved']);
    expect([tables.rows(boxesTable), tables.rows(itemsTable)]).toEqual(moved);
  });

  it('takes no row for wrong that moves while it is looked at', async () => {
    // The projector goes on each time after the rows of a page were read.
    let version = 5;
    const inner = stored.getMany.bind(stored);
    stored.getMany = async (...asked) => {
      const rows = await inner(...asked);
      if (version < 15) {
        await log.append(commitOf(ONE, version, version % 2 === 0 ? emptied('doll') : filled('doll')));
        version += 1;
        await catchUp(ONE);
      }
      return rows;
    };
    await expect(verify()).resolves.toMatchObject({ found: [] });
    expect(version).toBe(15);
  });
});
