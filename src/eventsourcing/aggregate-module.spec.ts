import { boxUniqueValues } from '../../test/support/box/box';
import { bareBox } from '../../test/support/box/box.manifest';
import { aggregateModule } from './aggregate-module';

describe('aggregateModule', () => {
  it('keeps nothing unique unless told to', () => {
    const { uniqueValues } = aggregateModule(bareBox);
    expect(uniqueValues({ label: 'toys', items: [], sealed: false })).toEqual([]);
  });

  it('keeps what the manifest says', () => {
    const manifest = { ...bareBox, uniqueValues: boxUniqueValues };
    expect(aggregateModule(manifest)).toEqual({ ...manifest, tallies: [], isRemembered: true });
  });

  it('takes an aggregate without a read model', () => {
    const { projections, history, reads, ...hidden } = bareBox;
    expect([projections, history, reads]).toHaveLength(3);
    expect(aggregateModule({ ...hidden, isRemembered: false })).toMatchObject({
      projections: [],
      history: undefined,
      reads: [],
      isRemembered: false,
    });
  });

  it('refuses a history that nothing projects', () => {
    expect(() => aggregateModule({ ...bareBox, projections: [] })).toThrow(
      'The history of shop/box is BoxProjection; add it to the projections.',
    );
  });
});
