import fc from 'fast-check';
import { context } from '../../../test/support/commit-of';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { AggregateRoot } from '../../kernel/aggregate-root';
import type { DomainEvent } from '../../kernel/domain-event';
import type { Fold } from '../../kernel/fold';
import { Repository } from './repository';

type ParcelEvent = DomainEvent<'shop/parcel/packed', { content: null }>;
interface ParcelState {
  readonly contents: readonly null[];
}

/** @param made what the fold makes of what was packed */
function parcelOf(made: (content: unknown) => unknown) {
  const fold: Fold<ParcelState, ParcelEvent> = {
    initial: { contents: [] },
    apply: {
      'shop/parcel/packed': ({ contents }, { content }) => ({
        contents: [...contents, made(content) as null],
      }),
    },
  };
  return class Parcel extends AggregateRoot<ParcelState, ParcelEvent> {
    static readonly type = 'shop/parcel';

    constructor(id: string) {
      super(id, fold);
    }

    pack(content: unknown): void {
      this.apply('shop/parcel/packed', { content: content as null });
    }
  };
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 3,
});

describe('what a process remembers of an aggregate', () => {
  it('is what another one loads, whatever an action raises', async () => {
    let [taken, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 5 }), async (contents) => {
        const Parcel = parcelOf((content) => content);
        const { ports } = new MemoryEventStore();
        const warm = new Repository(Parcel, () => [], ports);
        for (const content of contents) {
          try {
            await warm.change('one', context, (parcel) => {
              parcel.pack(content);
            });
            taken += 1;
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
            refused += 1;
          }
        }
        const cold = await new Repository(Parcel, () => [], ports).findOne('one');
        const remembered = await warm.findOne('one');
        // Strictly: undefined, holes, -0 and classes count.
        expect(remembered?.state).toStrictEqual(cold?.state);
        expect(remembered?.version).toBe(cold?.version);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(50);
  });

  it.each([
    ['an instance of Date', () => new Date(0)],
    ['undefined', () => undefined],
    ['an instance of Set', () => new Set(['a'])],
    ['NaN', () => NaN],
  ])('is no state with %s in it, which a snapshot would change', async (kind, made) => {
    const { ports } = new MemoryEventStore();
    const parcels = new Repository(parcelOf(made), () => [], ports);
    const changed = parcels.change('one', context, (parcel) => {
      parcel.pack(null);
    });
    await expect(changed).rejects.toThrow(
      `contents[0] in the state of shop/parcel is ${kind}; states hold JSON alone.`,
    );
    await expect(parcels.findOne('one')).resolves.toBeUndefined();
  });
});
