import { BoxProjection, boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { all, commitOf, commitsOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import { UnknownEventError } from '../../kernel/fold';
import type { Commit } from '../log/commit';
import { foldIntoSteps } from './fold-into-steps';
import type { DetailRows } from './projection';
import { ProjectionUpdate } from './projection-consumer';

const STREAM = 'shop/box#one';
const projection = untyped(new BoxProjection());
const start = ProjectionUpdate.from(projection, projection.initial('one'));
const items = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('ProjectionUpdate', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['an instance of Date', new Date(0)],
    ['NaN', NaN],
    ['an unsafe integer', 2 ** 60],
    ['an instance of Map', new Map()],
    ['an instance of Set', new Set()],
    ['a bigint', 1n],
  ])('refuses %s where it is made, and says which projection made it', (kind, odd) => {
    // As a projection might be whose types were circumvented.
    const on = {
      ...projection.on,
      'shop/box/sealed': (row: object) => ({ ...row, label: odd }),
      'shop/box/labelled': (row: object, _: unknown, details: DetailRows<never>) => {
        details.put(itemsTable as never, { boxId: 'one', item: 'car', since: odd } as never);
        return row;
      },
    };
    const careless = ProjectionUpdate.from({ ...projection, on } as never, {
      ...projection.initial('one'),
    });
    const message = (place: string): string =>
      `${place} is ${kind}; rows hold JSON alone. The projection shop/boxes made it.`;
    expect(() => careless.with(commitOf(STREAM, 1, sealed))).toThrow(message('label in a row of BoxesTable'));
    expect(() => careless.with(commitOf(STREAM, 1, labelled('toys')))).toThrow(
      message('since in a row of ItemsTable'),
    );
  });

  it('begins empty, at the version of the row', () => {
    expect(start).toMatchObject({ row: { version: 0 }, isEmpty: true, fits: true });
    expect(start.toWrite()).toEqual({
      table: boxesTable,
      row: { id: 'one', version: 0, label: '', sealed: false },
      revision: 1,
      details: [],
    });
  });

  it('folds commits into one write that builds on the version before them', () => {
    const basedOn = { version: 4, revision: 1 };
    const step = ProjectionUpdate.from(projection, { ...projection.initial('one'), version: 4 }, basedOn)
      .with(commitOf(STREAM, 5, labelled('toys'), filled('car')))
      .with(commitOf(STREAM, 7, sealed));
    expect(step.isEmpty).toBe(false);
    expect(step.toWrite()).toEqual({
      table: boxesTable,
      row: { id: 'one', version: 7, label: 'toys', sealed: true },
      revision: 1,
      basedOn,
      details: [
        {
          table: itemsTable,
          key: { boxId: 'one', item: 'car' },
          row: { boxId: 'one', item: 'car', since: 6 },
        },
      ],
    });
  });

  it('keeps the last change of each row alone', () => {
    const { details } = start
      .with(commitOf(STREAM, 1, filled('car', 'doll'), emptied('car'), emptied('doll'), filled('doll')))
      .toWrite();
    expect(details).toEqual([
      { table: itemsTable, key: { boxId: 'one', item: 'car' } },
      {
        table: itemsTable,
        key: { boxId: 'one', item: 'doll' },
        row: { boxId: 'one', item: 'doll', since: 4 },
      },
    ]);
  });

  it.each([
    ['put', { operations: ['delete'] }, filled('car')],
    ['delete', { operations: ['put'] }, emptied('car')],
    ['put', undefined, filled('car')],
  ] as const)('refuses a %s of rows that the details do not say: %j', (operation, declared, event) => {
    const details = declared ? [{ table: itemsTable, ...declared }] : [];
    const careless = untyped(Object.assign(new BoxProjection(), { details }));
    const update = ProjectionUpdate.from(careless, careless.initial('one'));
    expect(() => update.with(commitOf(STREAM, 1, event))).toThrow(
      `shop/boxes has '${operation}' for rows of ItemsTable, which its \`details\` do not say: ` +
        `add detail(<the table>, '${operation}'), then run npm run template.`,
    );
  });

  it('stays as it was when a commit is added or cannot be', () => {
    const step = start.with(commitOf(STREAM, 1, filled('car')));
    const before = step.toWrite();
    step.with(commitOf(STREAM, 2, filled('doll')));
    expect(() =>
      step.with(commitOf(STREAM, 2, filled('ball'), { type: 'shop/box/burnt', data: {} })),
    ).toThrow();
    expect(step.toWrite()).toEqual(before);
  });

  it.each(['shop/box/burnt', 'toString', '__proto__'])(
    'names the stream, the version and the table that does not know %s',
    (type) => {
      const act = (): unknown => start.with(commitOf(STREAM, 1, sealed, { type, data: {} }));
      expect(act).toThrow(UnknownEventError);
      expect(act).toThrow(`${type} at version 2 of ${STREAM} is unknown to the projection into BoxesTable`);
    },
  );

  it('takes its own version from the log, whatever the step of the projection makes of it', () => {
    const careless = {
      ...projection,
      initial: (id: string) => ({ id, version: 0 }),
      on: { any: () => ({ id: 'one', version: 99 }) },
    };
    const step = ProjectionUpdate.from(careless, { id: 'one', version: 0 });
    expect(step.with(commitOf(STREAM, 1, { type: 'any', data: {} })).row.version).toBe(1);
  });

  it('holds 99 detail rows and no more', () => {
    expect(start.with(commitOf(STREAM, 1, filled(...items('a', 99)))).fits).toBe(true);
    expect(start.with(commitOf(STREAM, 1, filled(...items('a', 100)))).fits).toBe(false);
  });
});

describe('foldIntoSteps', () => {
  const stepsOf = async (
    commits: Commit[],
  ): Promise<{ basedOn: number; version: number; details: number }[]> => {
    const steps = await all(foldIntoSteps(start, commits));
    return steps.map((step) => {
      const { basedOn, row, details } = step.toWrite();
      return { basedOn: basedOn?.version ?? 0, version: row.version, details: details.length };
    });
  };

  it('has no step for no commits', async () => {
    await expect(stepsOf([])).resolves.toEqual([]);
  });

  it('makes one step of what fits into a transaction', async () => {
    await expect(stepsOf(commitsOf(STREAM, 7, filled('car')))).resolves.toEqual([
      { basedOn: 0, version: 7, details: 1 },
    ]);
  });

  it('begins a step where the detail rows no longer fit', async () => {
    const commits = ['a', 'b', 'c', 'd'].map((prefix, index) =>
      commitOf(STREAM, index + 1, filled(...items(prefix, 40))),
    );
    await expect(stepsOf(commits)).resolves.toEqual([
      { basedOn: 0, version: 2, details: 80 },
      { basedOn: 2, version: 4, details: 80 },
    ]);
  });

  it('begins a step after 1,000 commits, so that a long stream makes progress', async () => {
    await expect(stepsOf(commitsOf(STREAM, 2_001, sealed))).resolves.toEqual([
      { basedOn: 0, version: 1_000, details: 0 },
      { basedOn: 1_000, version: 2_000, details: 0 },
      { basedOn: 2_000, version: 2_001, details: 0 },
    ]);
  });

  it.each([
    [
      'changes too many rows',
      filled(...items('a', 100)),
      'Version 3 to 3 of shop/box#one change more rows than one transaction holds; split the command.',
    ],
    [
      'holds an unknown event',
      { type: 'shop/box/burnt', data: {} },
      'shop/box/burnt at version 3 of shop/box#one is unknown',
    ],
  ])('yields what comes before a commit that %s, then throws', async (_, event, message) => {
    const steps = foldIntoSteps(start, [...commitsOf(STREAM, 2, sealed), commitOf(STREAM, 3, event)]);
    const first = await steps.next();
    expect(first.value).toMatchObject({ row: { version: 2 } });
    await expect(steps.next()).rejects.toThrow(message);
  });

  it('throws at once when the first commit cannot be folded', async () => {
    const steps = foldIntoSteps(start, [commitOf(STREAM, 1, filled(...items('a', 100)))]);
    await expect(steps.next()).rejects.toThrow('Version 1 to 1 of shop/box#one change more rows');
  });
});
