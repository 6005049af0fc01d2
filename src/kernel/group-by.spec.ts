import fc from 'fast-check';
import { groupBy } from './group-by';

describe('groupBy', () => {
  it('keeps the order of the items, and of the keys by their first item', () => {
    const groups = groupBy(['bee', 'ant', 'bug', 'ape'], (word) => word.charAt(0));
    expect([...groups]).toEqual([
      ['b', ['bee', 'bug']],
      ['a', ['ant', 'ape']],
    ]);
  });

  it('has no group for nothing', () => {
    expect(groupBy([], String).size).toBe(0);
  });

  it('takes any iterable and tells keys apart by identity, as a Map does', () => {
    const groups = groupBy(new Set([1, '1']), (item) => item);
    expect([...groups.keys()]).toEqual([1, '1']);
  });

  it('loses and makes up nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (numbers) => {
        const groups = groupBy(numbers, (number) => number % 3);
        for (const [key, group] of groups) expect(group).toEqual(numbers.filter((n) => n % 3 === key));
        expect([...groups.values()].flat()).toHaveLength(numbers.length);
      }),
    );
  });
});
