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
    ['!Base64 hello', 'aGVsbG8='],
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
    ['{ "Fn::Cidr": [] }', 'Fn::Cidr does not run on this machine'],
    ['{ "Fn::Transform": {} }', 'Fn::Transform does not run on this machine'],
  ])('refuses %s', (text, message) => {
    expect(() => value(text)).toThrow(message);
  });

  it('names the place of a fault', () => {
    expect(() => value('{ a: [x, { b: !Ref Missing }] }')).toThrow('value.a.1.b: "Missing"');
  });
});
