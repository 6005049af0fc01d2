import { Box, boxClaims } from '../../test/support/box/box';
import { BoxProjection } from '../../test/support/box/box.projection';
import { boxUpcasters } from '../../test/support/box/box.upcasters';
import { aggregateModule } from './aggregate-module';

const bare = {
  aggregate: Box,
  controllers: [],
  handlers: [],
  providers: [],
  projections: [BoxProjection],
  history: BoxProjection,
  reads: [],
};

describe('aggregateModule', () => {
  it('claims nothing unless told to', () => {
    const { claims } = aggregateModule(bare);
    expect(claims({ label: 'toys', items: [], sealed: false })).toEqual([]);
  });

  it('lifts nothing unless told to', () => {
    expect(aggregateModule(bare).upcasters).toEqual({});
  });

  it('keeps what the manifest says', () => {
    const manifest = { ...bare, claims: boxClaims, upcasters: boxUpcasters };
    expect(aggregateModule(manifest)).toEqual(manifest);
  });

  it('refuses a history that nothing projects', () => {
    expect(() => aggregateModule({ ...bare, projections: [] })).toThrow(
      'The history of shop/box is BoxProjection; add it to the projections.',
    );
  });
});
