import fc from 'fast-check';
import { parseQuery } from './bind';

describe(parseQuery, () => {
  it.each([
    ['', {}],
    ['&&', {}],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=b+c%2B&d%20e=%F0%9F%8C%B1', { a: 'b c+', 'd e': '🌱' }],
    ['then=1', { then: '1' }],
  ])('%p is %p', (query, parameters) => {
    expect(parseQuery(query)).toEqual(parameters);
  });

  it('reads what URLSearchParams writes', () => {
    const names = fc.string({ unit: 'grapheme' }).filter((name) => !(name in {}) && name !== 'prototype');
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (parameters) => {
        expect({ ...parseQuery(new URLSearchParams(parameters).toString()) }).toEqual({ ...parameters });
      }),
    );
  });
});
