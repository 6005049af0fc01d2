import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { commitOf } from '../../../test/support/commit-of';
import { MemoryDoorbells, NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { untyped } from '../../../test/support/projecting';
import type { Consumers } from './consumers';

const STREAM = 'shop/box#one';
const ring = { consumer: 'shop/boxes', stream: STREAM };

/** Boxes whose labels are shown in another way by each revision. */
class RevisedBoxes extends BoxProjection {
  override readonly on: BoxProjection['on'] = {
    ...new BoxProjection().on,
    'shop/box/labelled': (box, { data }) => ({ ...box, label: `${data.label} of ${this.revision}` }),
  };

  constructor(readonly revision: number) {
    super();
  }
}

describe('the revision of a projection', () => {
  const commits = [
    commitOf(STREAM, 1, labelled('toys')),
    commitOf(STREAM, 2, filled('car', 'doll')),
    commitOf(STREAM, 3, emptied('car')),
    commitOf(STREAM, 4, sealed),
  ];
  let log: MemoryEventStore;
  let store: MemoryProjectionStore;
  let doorbells: MemoryDoorbells;

  beforeEach(async () => {
    log = new MemoryEventStore();
    store = new MemoryProjectionStore();
    doorbells = new MemoryDoorbells();
    for (const commit of commits) await log.append(commit);
  });

  const code = (revision: number): Consumers =>
    projectorOf([untyped(new RevisedBoxes(revision))], store, { log, doorbells });
  const row = (): object | undefined => store.tables.rows(boxesTable)[0];
  const next = async (version: number): Promise<void> => {
    await log.append(commitOf(STREAM, version, sealed));
  };

  it('is not stored while it is the first', async () => {
    await code(1).take(commits, NO_HURRY);
    expect(row()).toEqual({ id: 'one', version: 4, label: 'toys of 1', sealed: true });
  });

  it('folds the row again from the log when it was raised and the row is rung', async () => {
    await code(1).take(commits, NO_HURRY);
    await expect(code(2).catchUp(ring, NO_HURRY)).resolves.toEqual({ from: 0, version: 4, isFinished: true });
    expect(row()).toEqual({ id: 'one', version: 4, label: 'toys of 2', sealed: true, revision: 2 });
    expect(store.tables.rows(itemsTable)).toEqual([{ boxId: 'one', item: 'doll', since: 2 }]);
    await expect(code(2).catchUp(ring, NO_HURRY)).resolves.toEqual({ from: 4, version: 4, isFinished: true });
  });

  it('does so too when any commit of the stream arrives, even an old one', async () => {
    await code(1).take(commits, NO_HURRY);
    await code(2).take(commits.slice(1, 2), NO_HURRY);
    expect(row()).toMatchObject({ version: 4, label: 'toys of 2', revision: 2 });
    await code(3).take(commits.slice(3), NO_HURRY);
    expect(row()).toMatchObject({ version: 4, label: 'toys of 3', revision: 3 });
  });

  it('replaces the row also when the older code has moved it meanwhile', async () => {
    await code(1).take(commits, NO_HURRY);
    class ContestedStore extends MemoryProjectionStore {
      isContested = true;
      override async write(
        ...args: Parameters<MemoryProjectionStore['write']>
      ): ReturnType<MemoryProjectionStore['write']> {
        if (this.isContested) {
          this.isContested = false;
          await next(5);
          await code(1).catchUp(ring, NO_HURRY);
          expect(row()).toMatchObject({ version: 5, label: 'toys of 1' });
        }
        return super.write(...args);
      }
    }
    const contested = new ContestedStore(store.tables);
    await projectorOf([untyped(new RevisedBoxes(2))], contested, { log, doorbells }).catchUp(ring, NO_HURRY);
    expect(row()).toMatchObject({ version: 5, label: 'toys of 2', revision: 2 });
  });

  describe('in the older code, while both run', () => {
    beforeEach(async () => {
      await code(2).take(commits, NO_HURRY);
    });

    it('has nothing to do with what the newer code has taken', async () => {
      await expect(code(1).take(commits, NO_HURRY)).resolves.toEqual(new Set());
      const done = { from: 4, version: 4, isFinished: true };
      await expect(code(1).catchUp(ring, NO_HURRY)).resolves.toEqual(done);
      expect(doorbells.rung).toEqual([]);
      expect(row()).toMatchObject({ version: 4, revision: 2 });
    });

    it('leaves a new commit to the newer code, and rings for it so that it is not lost', async () => {
      await next(5);
      await code(1).take([commitOf(STREAM, 5, sealed)], NO_HURRY);
      expect(row()).toMatchObject({ version: 4, revision: 2 });
      expect(doorbells.rung).toMatchObject([
        { ...ring, reason: expect.stringContaining('revision 2') as unknown },
      ]);
      await expect(code(1).catchUp(ring, NO_HURRY)).rejects.toThrow(
        'shop/boxes has a row of revision 2 for shop/box#one, and this code is of revision 1: version 5 waits',
      );
      await code(2).catchUp(ring, NO_HURRY);
      expect(row()).toMatchObject({ version: 5, revision: 2 });
    });

    it('does not undo the row when the newer code was faster', async () => {
      store.tables.put(boxesTable, { id: 'one', version: 4, label: 'toys of 1', sealed: true });
      await next(5);
      class OvertakenStore extends MemoryProjectionStore {
        isFirst = true;
        override async write(
          ...args: Parameters<MemoryProjectionStore['write']>
        ): ReturnType<MemoryProjectionStore['write']> {
          if (this.isFirst) await code(2).catchUp(ring, NO_HURRY);
          this.isFirst = false;
          return super.write(...args);
        }
      }
      const old = projectorOf([untyped(new RevisedBoxes(1))], new OvertakenStore(store.tables), {
        log,
        doorbells,
      });
      await old.take([commitOf(STREAM, 5, sealed)], NO_HURRY);
      expect(row()).toMatchObject({ version: 5, label: 'toys of 2', revision: 2 });
      expect(doorbells.rung).toEqual([]);
    });
  });
});
