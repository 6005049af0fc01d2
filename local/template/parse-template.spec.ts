import { parseTemplate } from './parse-template';

function problem(text: string): string {
  try {
    parseTemplate(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
}

describe('parseTemplate', () => {
  it('reads maps, lists and scalars', () => {
    const { root } = parseTemplate('a: 1\nb: [true, null, text]\nc: { d: 2012-10-17 }\n');

    expect(root).toEqual({ a: 1, b: [true, null, 'text'], c: { d: '2012-10-17' } });
  });

  it('reads JSON', () => {
    expect(parseTemplate('{"a": {"Ref": "B"}}').root).toEqual({ a: { Ref: 'B' } });
  });

  it.each([
    ['!Ref A', { Ref: 'A' }],
    ['!Condition A', { Condition: 'A' }],
    ['!GetAtt A.Arn', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A.Outputs.B', { 'Fn::GetAtt': ['A', 'Outputs.B'] }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!Sub "${A}-b"', { 'Fn::Sub': '${A}-b' }],
    ['!Join ["-", [a, !Ref B]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
    ['!If [A, !Ref B, !Ref "AWS::NoValue"]', { 'Fn::If': ['A', { Ref: 'B' }, { Ref: 'AWS::NoValue' }] }],
    ['!Select [0, !Split [",", a]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a'] }] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    ['!Base64 { "Fn::Sub": x }', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
  ])('expands %s', (text, expected) => {
    expect(parseTemplate(`value: ${text}`).root).toEqual({ value: expected });
  });

  it('leaves a number the text that was written where it is more than a number', () => {
    const { root } = parseTemplate(
      `Default: 007\n052812345678: a\nVersion: 1.10\nAccount: 123456789012345678901\n`,
    );

    expect(root).toEqual({
      Default: '007',
      '052812345678': 'a',
      Version: '1.10',
      Account: '123456789012345678901',
    });
  });

  it('reads booleans as SAM and CloudFormation do, but for what is in quotes or given to a function', () => {
    const { root } = parseTemplate(`a: [yes, "yes", !Ref yes, !!str yes, !!bool yes]\nno: off\n"on": [on]\n`);

    expect(root).toEqual({
      a: [true, 'yes', { Ref: 'yes' }, 'yes', true],
      false: false,
      on: [true],
    });
  });

  it('reads the same with a directive that names a version of YAML', () => {
    expect(parseTemplate('%YAML 1.1\n---\na: 010\nb: 1_000\n').root).toEqual({ a: '010', b: '1_000' });
  });

  it.each([
    ['Resources: {}\n---\nOutputs: {}\n', '2: a second YAML document begins here'],
    ['a: !!binary aGk=\n', '1: a: !!binary is no type that CloudFormation takes'],
    ['a:\n  b: !!set { c }\n', '2: a.b: !!set is no type that CloudFormation takes'],
  ])('refuses %j', (text, message) => {
    expect(problem(text)).toContain(message);
  });

  it('resolves anchors', () => {
    expect(parseTemplate('a: &x { b: !Ref C }\nd: *x\n').root).toEqual({
      a: { b: { Ref: 'C' } },
      d: { b: { Ref: 'C' } },
    });
  });

  it('remembers the line of every key', () => {
    const { lineOf } = parseTemplate('a:\n  b:\n    - c\n    - d: !Sub\n        - x\n');

    expect(lineOf(['a'])).toBe(1);
    expect(lineOf(['a', 'b'])).toBe(2);
    expect(lineOf(['a', 'b', 1])).toBe(4);
    expect(lineOf(['a', 'b', 1, 'd'])).toBe(4);
  });

  it('gives the line of the nearest ancestor it knows', () => {
    const { lineOf } = parseTemplate('a: 1\nb:\n  c: 2\n');

    expect(lineOf(['b', 'c', 'd', 'e'])).toBe(3);
    expect(lineOf(['nothing'])).toBe(1);
  });

  it('names the line of broken YAML', () => {
    expect(problem('a: 1\nb: [1\nc: 2\n')).toMatch(/^3: not valid YAML: /);
  });

  it('names the line of a key that is there twice', () => {
    expect(problem('a: 1\nb: 2\na: 3\n')).toMatch(/^3: not valid YAML: .*unique/);
  });

  it('names the line and place of an unknown tag', () => {
    expect(problem('a:\n  b: !Reff C\n')).toBe('2: a.b: !Reff is not a CloudFormation function');
  });

  it('refuses a template without content', () => {
    expect(problem('')).toContain('the template is empty');
    expect(problem('just text')).toContain('the template is empty');
  });
});
