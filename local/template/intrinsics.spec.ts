import { evaluate } from './intrinsics';
import type { Json } from './json';
import { parseTemplate } from './parse-template';
import type { Scope } from './scope';

const scope: Scope = {
  parameters: new Map<string, Json>([
    ['Stage', 'dev'],
    ['Count', 3],
    ['Zones', ['a', 'b']],
    ['AWS::Region', 'us-east-1'],
  ]),
  mappings: { Stages: { dev: { Days: 14, List: ['x', 'y'] } } },
  languageExtensions: true,
  condition: (name) => ({ Holds: true, Fails: false })[name],
  ref: (name) => ({ Table: 'TableName', 'Lambda.Alias': 'arn:lambda:live' })[name],
  attribute: (logicalId, name) => (logicalId === 'Table' && name === 'Arn' ? 'arn:table' : undefined),
};

function value(text: string): Json | undefined {
  return evaluate(parseTemplate(`value: ${text}`).root.value ?? null, scope, ['value']);
}

describe('evaluate', () => {
  it.each([
    ['plain', 'plain'],
    ['[1, true, null]', [1, true, null]],
    ['!Ref Stage', 'dev'],
    ['!Ref Count', 3],
    ['!Ref Zones', ['a', 'b']],
    ['!Ref Table', 'TableName'],
    ['!Ref Lambda.Alias', 'arn:lambda:live'],
    ['!Ref "AWS::Region"', 'us-east-1'],
    ['!GetAtt Table.Arn', 'arn:table'],
    ['{ "Fn::GetAtt": "Table.Arn" }', 'arn:table'],
    ['!Sub "${Stage}-${Table}-${Table.Arn}-${AWS::Region}"', 'dev-TableName-arn:table-us-east-1'],
    ['!Sub "${Lambda.Alias}/invocations"', 'arn:lambda:live/invocations'],
    ['!Sub "${!Literal} ${ Stage }"', '${Literal} dev'],
    ['!Sub ["${A}-${Stage}", { A: !Ref Count }]', '3-dev'],
    ['!Join ["-", [a, !Ref Stage, !Ref Count]]', 'a-dev-3'],
    ['!Join [",", !Ref Zones]', 'a,b'],
    ['!Join ["", [a, !Ref "AWS::NoValue", b]]', 'ab'],
    ['!Split [",", "a,b,c"]', ['a', 'b', 'c']],
    ['!Select [1, !Split [":", "a:b:c"]]', 'b'],
    ['!Select ["0", !Ref Zones]', 'a'],
    ['!FindInMap [Stages, !Ref Stage, Days]', 14],
    ['!FindInMap [Stages, dev, List]', ['x', 'y']],
    ['!FindInMap [Stages, prod, Days, { DefaultValue: !Ref Count }]', 3],
    ['!Base64 hello', 'aGVsbG8='],
    ['!GetAZs ""', ['a', 'b', 'c', 'd', 'e', 'f'].map((zone) => `us-east-1${zone}`)],
    ['!Select [0, !GetAZs { Ref: "AWS::Region" }]', 'us-east-1a'],
    ['!ToJsonString { a: [!Ref Count, "1", true, !Ref "AWS::NoValue"] }', '{"a":[3,"1",true]}'],
    ['{ "Fn::ToJsonString": [!Ref Stage] }', '["dev"]'],
    ['!Length [a, !Ref Count]', 2],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Cidr [10.0.7.9/16, 1]', ['10.0.0.0/24']],
    ['!Cidr ["192.168.0.0/24", "2", "5"]', ['192.168.0.0/27', '192.168.0.32/27']],
    ['!Cidr ["2001:db8:1:ff00::/56", 2]', ['2001:db8:1:ff00::/64', '2001:db8:1:ff01::/64']],
    ['!Cidr ["fd00:0:0:1::/63", 2, 64]', ['fd00::/64', 'fd00:0:0:1::/64']],
    ['!If [Holds, a, b]', 'a'],
    ['!If [Fails, a, b]', 'b'],
    ['!Equals [!Ref Stage, dev]', true],
    ['!Equals [!Ref Count, "3"]', true],
    ['!Equals [true, "true"]', true],
    ['!Equals [!Ref Zones, [a, b]]', true],
    ['!Not [!Equals [a, a]]', false],
    ['!And [!Condition Holds, !Equals [a, a]]', true],
    ['!And [!Condition Holds, !Condition Fails]', false],
    ['!Or [!Condition Fails, !Equals [a, a]]', true],
    ['!Or [!Condition Fails, !Condition Fails]', false],
    ['{ Condition: { StringEquals: { a: b } } }', { Condition: { StringEquals: { a: 'b' } } }],
  ])('gives for %s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('leaves out properties and items that have no value', () => {
    expect(value('{ a: !Ref "AWS::NoValue", b: [1, !If [Fails, 2, !Ref "AWS::NoValue"]] }')).toEqual({
      b: [1],
    });
  });

  it('does not look at the branch that is not taken', () => {
    expect(value('!If [Holds, a, !GetAtt Missing.Arn]')).toBe('a');
  });

  it.each([
    ['!Ref Missing', '"Missing" names no parameter and no resource'],
    ['!GetAtt Table.Colour', 'no resource "Table" with an attribute "Colour"'],
    ['!Sub "${Missing}"', '"Missing" names no parameter'],
    ['!Sub "${Table.Colour}"', 'no resource "Table" with an attribute "Colour"'],
    ['!Ref Table.Alias', '"Table.Alias" names no parameter and no resource'],
    ['!GetAtt Lambda.Alias', 'no resource "Lambda" with an attribute "Alias"'],
    ['!Sub [1, 2, 3]', 'Fn::Sub needs a text'],
    ['!FindInMap [Stages, prod, Days]', 'Mappings has no entry Stages -> prod -> Days'],
    ['!FindInMap [Stages, dev]', 'Mappings has no entry Stages -> dev'],
    ['!ImportValue x', 'needs another stack'],
    ['!If [Maybe, a, b]', 'Conditions has no "Maybe"'],
    ['!If [Holds, a]', 'Fn::If needs a list of 3'],
    ['!Not [a]', 'must be true or false'],
    ['!Select [5, [a]]', 'asks for item 5'],
    ['!Select [0, text]', 'Fn::Select needs a list'],
    ['!Join [a]', 'Fn::Join needs a list of 2'],
    ['!Split [",", [a]]', 'Fn::Split needs text here'],
    ['{ "Fn::Cidr": [] }', 'Fn::Cidr needs a block'],
    ['!Cidr [10.0.0.0/24, 2, 8]', '10.0.0.0/24 does not hold 2 parts of 8 bits'],
    ['!Cidr [10.0.0.0, 2]', 'Fn::Cidr needs a block'],
    ['!GetAZs eu-west-1', 'Fn::GetAZs knows the zones of us-east-1 alone'],
    ['!ToJsonString text', 'Fn::ToJsonString needs a map or a list'],
    ['!Length text', 'Fn::Length needs a list'],
    ['{ a: 1, "Fn::Transform": {} }', 'value.Fn::Transform: does not run on this machine'],
    ['{ "Fn::ForEach::A": [] }', 'Fn::ForEach::A does not run on this machine'],
    ['{ "Fn::GetStackOutput": x }', 'Fn::GetStackOutput does not run on this machine'],
    ['!FindInMap [Stages, constructor, name]', 'Mappings has no entry'],
    ['{ "Fn::Transform": {} }', 'Fn::Transform does not run on this machine'],
  ])('refuses %s', (text, message) => {
    expect(() => value(text)).toThrow(message);
  });

  it.each([
    [
      '!ToJsonString { a: 1 }',
      'Fn::ToJsonString needs the transform AWS::LanguageExtensions; add it to Transform',
    ],
    ['!Length [a]', 'Fn::Length needs the transform AWS::LanguageExtensions'],
    ['!FindInMap [Stages, prod, Days, { DefaultValue: 1 }]', 'Mappings has no entry Stages -> prod -> Days'],
  ])('refuses %s without the extensions of the language', (text, message) => {
    const argument = parseTemplate(`value: ${text}`).root.value ?? null;

    expect(() => evaluate(argument, { ...scope, languageExtensions: false }, ['value'])).toThrow(message);
  });

  it('names the place of a fault', () => {
    expect(() => value('{ a: [x, { b: !Ref Missing }] }')).toThrow('value.a.1.b: "Missing"');
  });
});
