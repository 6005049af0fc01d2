import { parameterValues } from './parameters';

describe('parameterValues', () => {
  it('takes defaults and overrides', () => {
    const declared = { Stage: { Type: 'String', Default: 'dev' }, Size: { Type: 'Number', Default: 1 } };

    expect(Object.fromEntries(parameterValues(declared, { Size: '5' }))).toEqual({ Stage: 'dev', Size: 5 });
  });

  it.each([
    ['Number', '7', 7],
    ['Number', '007', '007'],
    ['String', '7', '7'],
    ['String', '1.10', '1.10'],
    ['AWS::SSM::Parameter::Name', '/a/b', '/a/b'],
    ['AWS::SSM::Parameter::Value<String>', 'ami-1', 'ami-1'],
    ['AWS::SSM::Parameter::Value<List<String>>', 'a,b', ['a', 'b']],
    ['AWS::SSM::Parameter::Value<CommaDelimitedList>', 'a, b', ['a', 'b']],
    ['CommaDelimitedList', 'a, b', ['a', 'b']],
    ['List<Number>', '', []],
    ['List<AWS::EC2::Subnet::Id>', 'x,y', ['x', 'y']],
  ])('reads a %s', (Type, text, expected) => {
    expect(parameterValues({ P: { Type } }, { P: text }).get('P')).toEqual(expected);
  });

  it('leaves out what Systems Manager holds, until it is given', () => {
    const declared = { Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/b' } };

    expect([...parameterValues(declared, {})]).toEqual([]);
    expect(parameterValues(declared, { Image: 'ami-1' }).get('Image')).toBe('ami-1');
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
    [
      'a pattern that is none',
      { S: { Default: 'a', AllowedPattern: '(' } },
      {},
      'S.AllowedPattern: ( is no regular',
    ],
    [
      'too short a value',
      { S: { Default: 'a', MinLength: '2' } },
      {},
      '"a" is shorter than the MinLength of 2',
    ],
    [
      'too long a value',
      { S: { Default: 'abc', MaxLength: 2 } },
      {},
      '"abc" is longer than the MaxLength of 2',
    ],
    [
      'too small a number',
      { S: { Type: 'Number', MinValue: 2 } },
      { S: '1' },
      '"1" is less than the MinValue of 2',
    ],
    [
      'too large a number',
      { S: { Type: 'Number', MaxValue: '2' } },
      { S: '3' },
      '"3" is more than the MaxValue of 2',
    ],
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
