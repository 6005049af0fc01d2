import { commonKeys, holds, LEADING_KEYS, problemOf } from './condition';
import type { Condition, ConditionKeys } from './statement';

const leading = (operator: string, ...values: string[]): Condition => ({
  operator,
  key: LEADING_KEYS,
  values,
});
const keys = (...values: string[]): ConditionKeys => ({ [LEADING_KEYS]: values });

describe('a condition on several values', () => {
  const condition = leading('ForAllValues:StringLike', 'iam/*', 'billing/*');

  it('holds when each of them fits', () => {
    expect(holds(condition, keys('iam/user#1', 'billing/invoice#2'))).toBe(true);
    expect(holds(condition, keys('iam/user#1', 'shop/order#2'))).toBe(false);
  });

  it('holds without any, as in AWS', () => {
    expect(holds(condition, {})).toBe(true);
    expect(holds(leading('ForAnyValue:StringLike', 'iam/*'), {})).toBe(false);
  });

  it('holds with ForAnyValue as soon as one of them fits', () => {
    expect(holds(leading('ForAnyValue:StringLike', 'iam/*'), keys('shop/order#1', 'iam/user#1'))).toBe(true);
  });

  it('takes wildcards only with StringLike', () => {
    expect(holds(leading('ForAllValues:StringEquals', 'iam/*'), keys('iam/user#1'))).toBe(false);
    expect(holds(leading('ForAllValues:StringEquals', 'iam/user#1'), keys('iam/user#1'))).toBe(true);
  });

  it('can be negated', () => {
    const notIam = leading('ForAllValues:StringNotLike', 'iam/*', 'shop/*');
    expect(holds(notIam, keys('billing/invoice#1'))).toBe(true);
    expect(holds(notIam, keys('billing/invoice#1', 'shop/order#1'))).toBe(false);
  });
});

describe('a condition on one value', () => {
  const region = (operator: string, ...values: string[]): Condition => ({
    operator,
    key: 'aws:requestedregion',
    values,
  });
  const here = commonKeys('us-east-1');

  it.each([
    ['StringEquals', 'us-east-1', true],
    ['StringEquals', 'US-EAST-1', false],
    ['StringEqualsIgnoreCase', 'US-EAST-1', true],
    ['StringNotEqualsIgnoreCase', 'US-EAST-1', false],
    ['StringNotEquals', 'eu-west-1', true],
    ['StringLike', 'us-*', true],
    ['StringNotLike', 'us-*', false],
  ])('%s %s: %s', (operator, value, expected) => {
    expect(holds(region(operator, value), here)).toBe(expected);
  });

  it('fails for a key that is not there, unless it is negated or says IfExists', () => {
    expect(holds(region('StringEquals', 'us-east-1'), {})).toBe(false);
    expect(holds(region('StringNotEquals', 'us-east-1'), {})).toBe(true);
    expect(holds(region('StringEqualsIfExists', 'us-east-1'), {})).toBe(true);
    expect(holds(region('StringEqualsIfExists', 'eu-west-1'), here)).toBe(false);
  });

  it('compares truth values', () => {
    const secure = { operator: 'Bool', key: 'aws:securetransport', values: ['true'] };
    expect(holds(secure, here)).toBe(true);
    expect(holds({ ...secure, values: ['false'] }, here)).toBe(false);
  });
});

describe('problemOf', () => {
  it.each([
    [
      leading('ForAllValues:StringMatches', 'iam/*'),
      'operator "ForAllValues:StringMatches" is not understood',
    ],
    [leading('toString', 'a'), 'operator "toString" is not understood'],
    [
      { operator: 'StringEquals', key: 'aws:sourcevpc', values: ['v'] },
      'key "aws:sourcevpc" is not understood',
    ],
    [leading('StringLike', 'iam/*'), 'write ForAllValues:StringLike'],
    [leading('ForAllValues:StringLike', '${aws:username}'), 'policy variable'],
  ])('names what is not understood', (condition, problem) => {
    expect(problemOf(condition)).toContain(problem);
  });

  it('has nothing against the rest', () => {
    expect(problemOf(leading('ForAllValues:StringLike', 'iam/*'))).toBeUndefined();
    expect(
      problemOf({ operator: 'BoolIfExists', key: 'aws:securetransport', values: ['true'] }),
    ).toBeUndefined();
  });
});
