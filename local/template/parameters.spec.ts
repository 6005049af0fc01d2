import { parameterValues } from './parameters';

describe('parameterValues', () => {
  it('takes defaults and overrides', () => {
    const declared = { Stage: { Type: 'String', Default: 'dev' }, Size: { Type: 'Number', Default: 1 } };

    expect(Object.fromEntries(parameterValues(declared, { Size: '5' }))).toEqual({ Stage: 'dev', Size: 5 });
  });

  it.each([
    ['Number', '7', 7],
    ['String', '7', '7'],
    ['CommaDelimitedList', 'a, b', ['a', 'b']],
    ['List<Number>', '', []],
    ['List<AWS::EC2::Subnet::Id>', 'x,y', ['x', 'y']],
  ])('reads a %s', (Type, text, expected) => {
    expect(parameterValues({ P: { Type } }, { P: text }).get('P')).toEqual(expected);
  });

  it('allows what AllowedValues has, numbers by their text', () => {
    const declared = { Size: { Type: 'Number', Default: 1, AllowedValues: [1, 2] } };

    expect(parameterValues(declared, { Size: '2' }).get('Size')).toBe(2);
  });

  it.each([
    [
      'a value that is not allowed',
      { S: { AllowedValues: ['a', 'b'] } },
      { S: 'c' },
      '"c" is not allowed; choose one of: a, b',
    ],
    [
      'a default that is not allowed',
      { S: { Default: 'x', AllowedValues: ['a'] } },
      {},
      '"x" is not allowed',
    ],
    ['a value that does not match', { S: { AllowedPattern: '[a-z]+' } }, { S: 'a1' }, '"a1" does not match'],
    ['a number that is none', { S: { Type: 'Number' } }, { S: 'many' }, '"many" is not a number'],
    ['a missing value', { S: { Type: 'String' } }, {}, 'pass --parameter S=<value>'],
    ['a declaration that is none', { S: 'String' }, {}, 'needs at least a Type'],
    [
      'an override of nothing',
      { S: { Default: 'a' } },
      { T: 'b' },
      'there is no parameter "T"; known are: S',
    ],
    ['an override without any parameters', {}, { T: 'b' }, 'known are: none'],
  ])('refuses %s', (_case, declared, overrides, message) => {
    expect(() => parameterValues(declared, overrides as Record<string, string>)).toThrow(message);
  });
});
