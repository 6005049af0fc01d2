import { EventSchemas } from '../../../src/eventsourcing/log/event-schemas';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { ProjectionWrite } from '../../../src/eventsourcing/consuming/projection-store';
import { boxEvents } from '../../../test/support/box/box';
import { emptied, filled, labelled } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { boxUpcasters, filledAt } from '../../../test/support/box/box.upcasters';
import { commitOf, commitsOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { RowWriter, type Outcome } from './row-writer';

const STREAM = 'shop/box#1';

class SecondBoxes extends BoxProjection {
  readonly revision = 2;
}

const schemas = new EventSchemas([{ ...boxEvents, upcasters: boxUpcasters }]);

class Rows {
  readonly store = new MemoryProjectionStore();

  /** Stores a row as a projector of some revision would. */
  put(version: number, revision = 1): void {
    const row = { id: '1', version, label: 'old', sealed: false };
    this.store.tables.put(boxesTable, revision === 1 ? row : { ...row, revision });
  }

  get row(): object | undefined {
    return this.store.tables.get(boxesTable, { id: '1' });
  }

  async write(commits: readonly Commit[], projection: BoxProjection = new SecondBoxes()): Promise<Outcome> {
    const writer = new RowWriter(untyped(projection), this.store, schemas);
    const [start] = await writer.checkpoints([STREAM]);
    if (!start) throw new Error('No checkpoint.');
    return writer.write(start, { stream: STREAM, commits });
  }
}

const three = commitsOf(STREAM, 3, labelled('new'));
const made = { id: '1', version: 3, label: 'new', sealed: false, revision: 2 };

describe('RowWriter', () => {
  let rows: Rows;
  beforeEach(() => {
    rows = new Rows();
  });

  it.each([
    ['is missing', () => undefined],
    [
      'is of an older revision',
      () => {
        rows.put(3);
      },
    ],
    [
      'is of an older revision and an earlier version',
      () => {
        rows.put(1);
      },
    ],
    [
      'is behind',
      () => {
        rows.put(2, 2);
      },
    ],
  ])('makes a row that %s', async (_, put) => {
    put();
    expect(await rows.write(three)).toEqual({ kind: 'written' });
    expect(rows.row).toEqual(made);
    expect(rows.store.writes).toHaveLength(1);
  });

  it.each([3, 4])('leaves a row that holds all of it, at version %d', async (version) => {
    rows.put(version, 2);
    expect(await rows.write(three)).toEqual({ kind: 'up-to-date' });
    expect(rows.store.writes).toEqual([]);
  });

  it('never takes a row back, though it is of an older revision', async () => {
    rows.put(4);
    expect(await rows.write(three)).toEqual({ kind: 'ahead' });
    expect(rows.store.writes).toEqual([]);
  });

  it('does not take back what the older code has moved meanwhile', async () => {
    rows.put(3);
    const { store } = rows;
    const writeAsIs = store.write.bind(store);
    let rivals = 0;
    store.write = (step: ProjectionWrite) => {
      if ((rivals += 1) === 1) rows.put(4);
      return writeAsIs(step);
    };
    expect(await rows.write(three)).toEqual({ kind: 'ahead' });
    expect(rows.row).toMatchObject({ version: 4, label: 'old' });
  });

  it('goes on from what a projector of the same code has written meanwhile', async () => {
    const { store } = rows;
    const writeAsIs = store.write.bind(store);
    let rivals = 0;
    store.write = (step: ProjectionWrite) => {
      if ((rivals += 1) === 1) rows.put(2, 2);
      return writeAsIs(step);
    };
    expect(await rows.write(three)).toEqual({ kind: 'written' });
    expect(rows.row).toEqual(made);
  });

  it('goes up to a gap', async () => {
    expect(await rows.write(three.filter(({ version }) => version !== 2))).toEqual({ kind: 'gap' });
    expect(rows.row).toMatchObject({ version: 1, revision: 2 });
  });

  it('makes nothing of a stream whose beginning is missing', async () => {
    expect(await rows.write(three.slice(1))).toEqual({ kind: 'gap' });
    expect(rows.row).toBeUndefined();
  });

  it('writes what comes before an event that nobody knows, and says so', async () => {
    const unknown = commitOf(STREAM, 4, { type: 'shop/box/burnt', data: {} });
    const outcome = await rows.write([...three, unknown]);
    expect(outcome).toMatchObject({ kind: 'failed', error: { name: 'UnknownEventError' } });
    expect(rows.row).toEqual(made);
  });

  it('leaves the row of newer code', async () => {
    rows.put(1, 3);
    expect(await rows.write(three)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('waits for the newer code') as string },
    });
  });

  it('lifts events of older schemas, and writes detail rows with the row', async () => {
    const commits = [
      { ...commitOf(STREAM, 1), events: [filledAt(1, 'pen'), filledAt(2, 'ink')] },
      commitOf(STREAM, 3, { ...filled('cup'), ...{ revision: 3 } }, emptied('pen')),
    ];
    expect(await rows.write(commits, new BoxProjection())).toEqual({ kind: 'written' });
    const items = ['pen', 'ink', 'cup'].map((item) =>
      rows.store.tables.get(itemsTable, { boxId: '1', item }),
    );
    expect(items).toEqual([
      undefined,
      { boxId: '1', item: 'ink', since: 2 },
      { boxId: '1', item: 'cup', since: 3 },
    ]);
  });
});
