import { boxClaims } from '../../test/support/box/box';
import { bareBox } from '../../test/support/box/box.manifest';
import { boxUpcasters } from '../../test/support/box/box.upcasters';
import { aggregateModule } from './aggregate-module';

describe('aggregateModule', () => {
  it('claims nothing unless told to', () => {
    const { claims } = aggregateModule(bareBox);
    expect(claims({ label: 'toys', items: [], sealed: false })).toEqual([]);
  });

  it('lifts nothing unless told to', () => {
    expect(aggregateModule(bareBox).upcasters).toEqual({});
  });

  it('keeps what the manifest says', () => {
    const manifest = { ...bareBox, claims: boxClaims, upcasters: boxUpcasters };
    expect(aggregateModule(manifest)).toEqual(manifest);
  });

  it('refuses a history that nothing projects', () => {
    expect(() => aggregateModule({ ...bareBox, projections: [] })).toThrow(
      'The history of shop/box is BoxProjection; add it to the projections.',
    );
  });
});
