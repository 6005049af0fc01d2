import fc from 'fast-check';
import { labelled, filled, sealed } from '../../../test/support/box/box.events';
import { boxUpcasters, filledAt } from '../../../test/support/box/box.upcasters';
import { all, commitOf } from '../../../test/support/commit-of';
import type { Upcaster } from '../../kernel/upcasters';
import type { Commit, CommittedEvent } from './commit';
import { EventSchemas } from './event-schemas';
import { UnknownRevisionError } from './unknown-revision-error';

const STREAM = 'shop/box#1';
const schemas = new EventSchemas([{ upcasters: boxUpcasters }]);
const stored = (...events: CommittedEvent[]): Commit => ({
  ...commitOf(STREAM, 4, ...events),
  commitId: 'a-commit',
});

describe('EventSchemas', () => {
  it('count from 1, and one more for each step', () => {
    expect(schemas.revisionOf('shop/box/labelled')).toBe(1);
    expect(schemas.revisionOf('shop/box/filled')).toBe(3);
    expect(schemas.revisionOf('toString')).toBe(1);
  });

  it('refuse two manifests that lift the same event', () => {
    const upcasters = { 'shop/box/sealed': [() => ({})] } as const;
    expect(() => new EventSchemas([{ upcasters }, { upcasters: {} }, { upcasters }])).toThrow(
      'Two manifests have upcasters of shop/box/sealed: keep those of the aggregate that raises it.',
    );
  });

  describe('stamp', () => {
    it('says the revision of what has a past, and nothing of the rest', () => {
      const { events } = schemas.stamp(stored(labelled('toys'), filled('car')));
      expect(events).toEqual([labelled('toys'), filledAt(3, 'car')]);
      expect(events[0]).not.toHaveProperty('revision');
    });

    it('leaves the commit as it was', () => {
      const commit = stored(filled('car'));
      const { events, ...rest } = schemas.stamp(commit);
      expect(commit.events).toEqual([filled('car')]);
      expect({ ...rest, events: commit.events }).toEqual(commit);
      expect(events).not.toBe(commit.events);
    });
  });

  describe('lift', () => {
    it.each([1, 2, 3] as const)('gives what was stored at revision %i today’s shape', (revision) => {
      const { events } = schemas.lift(stored(sealed, filledAt(revision, 'car')));
      expect(events).toEqual([sealed, { ...filled('car'), revision: 3 }]);
    });

    it('leaves what is lifted already as it is', () => {
      const lifted = schemas.lift(stored(sealed, filledAt(1, 'car'), filledAt(2, 'doll')));
      expect(schemas.lift(lifted)).toBe(lifted);
    });

    it('hands on a commit without a past as it is', () => {
      const commit = stored(labelled('toys'), sealed);
      expect(schemas.lift(commit)).toBe(commit);
    });

    it('leaves what was stored as it was', () => {
      const commit = stored(filledAt(1, 'car'));
      schemas.lift(commit);
      expect(commit).toEqual({ ...commit, events: [filledAt(1, 'car')] });
    });

    it.each([4, 0, -1, 1.5, '2', null])('refuses to guess what revision %p means', (revision) => {
      const event = { ...filledAt(3, 'car'), revision: revision as number };
      const act = (): unknown => schemas.lift(stored(sealed, event));
      expect(act).toThrow(UnknownRevisionError);
      expect(act).toThrow(
        `The event shop/box/filled at version 5 of shop/box#1 has revision ${String(revision)} of its schema, and this code knows 3; deploy the code that knows it, or add its upcaster.`,
      );
    });

    it('refuses a newer revision of an event that has had one schema so far', () => {
      const act = (): unknown => new EventSchemas([]).lift(stored(filledAt(3, 'car')));
      expect(act).toThrow('shop/box/filled at version 4 of shop/box#1 has revision 3 of its schema');
    });
  });

  it('lift commits one by one, and those before one that cannot be', async () => {
    const commits = [stored(filledAt(1, 'car')), stored(filledAt(2, 'doll'))];
    await expect(all(schemas.liftAll(commits))).resolves.toEqual(commits.map((each) => schemas.lift(each)));

    const newer = { ...filledAt(3, 'car'), revision: 9 };
    const lifted = schemas.liftAll([stored(filledAt(1, 'car')), stored(newer)]);
    await expect(lifted.next()).resolves.toMatchObject({ value: { events: [filled('car')] } });
    await expect(lifted.next()).rejects.toThrow('revision 9');
  });
});

describe('lifting', () => {
  const keys = fc.constantFrom('a', 'b', 'c');
  const step: fc.Arbitrary<Upcaster> = fc.oneof(
    fc.tuple(keys, fc.jsonValue()).map(([key, value]): Upcaster => (data) => ({ ...data, [key]: value })),
    fc
      .tuple(keys, keys)
      .map(([from, to]): Upcaster => ({ [from]: moved, ...data }) => ({ ...data, [to]: moved })),
    keys.map((key): Upcaster => (data) => ({ ...data, [key]: [data[key]] })),
  );
  const data = fc.dictionary(keys, fc.jsonValue());
  const type = 'shop/box/sealed';
  const schemasAfter = (steps: readonly Upcaster[]): EventSchemas =>
    new EventSchemas([{ upcasters: { [type]: steps as [Upcaster] } }]);

  it('is the same revision by revision, as code is deployed, and all at once', () => {
    const history = fc.tuple(fc.array(step, { maxLength: 6 }), fc.nat(6), data);
    fc.assert(
      fc.property(history, ([steps, start, old]) => {
        const first = Math.min(start, steps.length) + 1;
        const event = { type, data: old, ...(first > 1 && { revision: first }) };
        let byOne = stored(event);
        for (let revision = first; revision <= steps.length; revision += 1) {
          const deployed = schemasAfter(steps.slice(0, revision));
          byOne = deployed.stamp(deployed.lift(byOne));
        }
        const today = schemasAfter(steps);
        expect(today.lift(byOne)).toEqual(today.lift(stored(event)));
      }),
    );
  });

  it('changes nothing of what is written today, whatever is mixed in a commit', () => {
    const event = fc.oneof(
      fc.constant(sealed),
      fc.string().map(labelled),
      fc.array(fc.string()).map((items) => filled(...items)),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const commit = schemas.stamp(stored(...events));
        expect(schemas.lift(commit)).toBe(commit);
        expect(commit).toMatchObject({ events });
      }),
    );
  });

  it('makes one history of what was stored at any revision', () => {
    const put = fc.record({ revision: fc.constantFrom(1, 2, 3), item: fc.string() });
    fc.assert(
      fc.property(fc.array(put), (puts) => {
        const { events } = schemas.lift(
          stored(...puts.map(({ revision, item }) => filledAt(revision, item))),
        );
        expect(events).toEqual(puts.map(({ item }) => filledAt(3, item)));
      }),
    );
  });
});
