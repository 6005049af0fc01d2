import type { Json } from './json';
import { booleanOf, numberOf } from './values';

describe('booleanOf', () => {
  it.each<[Json, boolean | undefined]>([
    [true, true],
    ['true', true],
    ['True', true],
    [' TRUE ', true],
    ['yes', true],
    [false, false],
    ['false', false],
    ['off', false],
    ['maybe', undefined],
    ['', undefined],
    [1, undefined],
    ['1', undefined],
    [null, undefined],
    [{}, undefined],
  ])('reads %j as %p', (value, expected) => {
    expect(booleanOf(value)).toBe(expected);
  });
});

describe('numberOf', () => {
  it.each<[Json, number | undefined]>([
    [5, 5],
    ['5', 5],
    [' 5 ', 5],
    ['-1', -1],
    ['007', 7],
    ['08', 8],
    ['1.50', 1.5],
    ['1_000', 1000],
    ['0x1F', 31],
    ['', undefined],
    [' ', undefined],
    ['many', undefined],
    ['Infinity', undefined],
    ['.inf', undefined],
    ['1:30', undefined],
    ['0o17', undefined],
    [true, undefined],
    [null, undefined],
    [[5], undefined],
  ])('reads %j as %p', (value, expected) => {
    expect(numberOf(value)).toBe(expected);
  });

  it('reads nothing that SAM reads as another number', () => {
    expect(numberOf('010')).toBeUndefined();
  });
});
