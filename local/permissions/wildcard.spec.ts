import * as fc from 'fast-check';
import { matchesWildcard } from './wildcard';

describe('matchesWildcard', () => {
  it.each([
    ['*', ''],
    ['*', 'anything:at/all'],
    ['dynamodb:get*', 'dynamodb:getitem'],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b'],
    ['arn:aws:logs:us-east-1:0:log-group:x:*', 'arn:aws:logs:us-east-1:0:log-group:x:log-stream:y'],
    ['iam/*', 'iam/user#1'],
    ['a?c', 'abc'],
    ['*b*d', 'abcbd'],
    ['a**c', 'ac'],
  ])('%s takes %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(true);
  });

  it.each([
    ['iam/*', 'shop/order#1'],
    ['a?c', 'ac'],
    ['abc', 'abcd'],
    ['abc*', 'ab'],
    ['*b', 'abc'],
    ['a.c', 'abc'],
    ['', 'a'],
  ])('%s does not take %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(false);
  });

  it('agrees with a regular expression for every pattern', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 }),
        (pattern, text) => {
          const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
          expect(matchesWildcard(pattern, text)).toBe(expression.test(text));
        },
      ),
    );
  });
});
