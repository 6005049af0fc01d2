import { Box, boxClaims } from '../../test/support/box/box';
import { aggregateModule } from './aggregate-module';

const bare = { aggregate: Box, controllers: [], handlers: [], providers: [], projections: [], reads: [] };

describe('aggregateModule', () => {
  it('claims nothing unless told to', () => {
    const { claims } = aggregateModule(bare);
    expect(claims({ label: 'toys', items: [], sealed: false })).toEqual([]);
  });

  it('keeps what the manifest says', () => {
    const module = aggregateModule({ ...bare, claims: boxClaims });
    expect(module).toEqual({ ...bare, claims: boxClaims });
  });
});
