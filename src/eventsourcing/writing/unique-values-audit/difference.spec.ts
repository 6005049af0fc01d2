import { differenceOf } from './difference';

describe('differenceOf', () => {
  it.each([
    ['nothing', 'nobody holds what nobody wants', undefined, [], undefined],
    ['nothing', 'it is held by the one that wants it', 'a', ['a'], undefined],
    ['missing', 'nobody holds what one wants', undefined, ['a'], 'missing'],
    ['orphaned', 'it is held and not wanted', 'a', [], 'orphaned'],
    ['orphaned', 'it is held by one and wanted by another', 'a', ['b'], 'orphaned'],
    ['disputed', 'nobody holds what two want', undefined, ['a', 'b'], 'disputed'],
    ['disputed', 'one of two holds it', 'b', ['a', 'b'], 'disputed'],
    ['disputed', 'a third holds it', 'c', ['a', 'b'], 'disputed'],
  ])('is %s when %s', (_, __, owner, wantedBy, kind) => {
    const facts = { key: 'shop#label#toys', wantedBy, given: [], ...(owner && { owner }) };
    expect(differenceOf(facts)?.kind).toBe(kind);
  });
});
