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
