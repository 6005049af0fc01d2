import { readResource } from '../../test/support/local/read-resource';
import { isJsonObject, type Json, type JsonObject } from './json';
import { evaluate, branch } from './intrinsics';
import { PropertyReader } from './property-reader';
import {
  any,
  boolean,
  dictionary,
  harmless,
  json,
  list,
  map,
  missed,
  number,
  partly,
  read,
  refused,
  secret,
  text,
  variants,
  type PropertyRules,
  type Shape,
} from './rules/rule';
import { runningTypes } from './rules/type-rules';
import type { Scope } from './scope';

const scope: Scope = {
  parameters: new Map<string, Json>([['Flag', 'false']]),
  mappings: {},
  languageExtensions: true,
  condition: (name) => ({ Holds: true })[name],
  ref: () => undefined,
  attribute: () => undefined,
};

const rules: PropertyRules = {
  Any: read(any),
  Json: read(json),
  Text: read(text),
  Number: read(number),
  Boolean: read(boolean),
  Texts: read(list(text)),
  Secret: read(secret),
  Named: read(dictionary(number)),
  Deep: read(map({ Flag: read(boolean), ...harmless('Tags', 'nothing') }, text)),
  Events: read(variants({ Known: { Flag: read(boolean) } })),
  Partly: partly(text, 'the rest', true),
  Refused: refused('remove it'),
  ...harmless('Harmless', 'it does the same'),
  ...missed('Missed', 'it would do more'),
};

function reading(declared: JsonObject): { properties: JsonObject; reader: PropertyReader } {
  const reader = new PropertyReader({
    evaluate: (value, path) => evaluate(value, scope, path),
    branch: (value, path) => branch(value, scope, path),
    numberAt: (path) => (['It.Text', 'It.Secret', 'It.Json.a'].includes(path.join('.')) ? '7' : undefined),
  });
  return { properties: reader.properties(declared, rules, ['It']), reader };
}

describe('PropertyReader', () => {
  it.each<[string, Json, Json]>([
    ['Text', 'a', 'a'],
    ['Text', 5, '5'],
    ['Text', true, 'true'],
    ['Secret', 5, '5'],
    ['Number', '5', 5],
    ['Number', '007', 7],
    ['Boolean', 'false', false],
    ['Boolean', 'True', true],
    ['Boolean', { Ref: 'Flag' }, false],
    ['Texts', [1, 'a', { Ref: 'AWS::NoValue' }], ['1', 'a']],
    ['Named', { a: '1' }, { a: 1 }],
    ['Deep', { Flag: 'false' }, { Flag: false }],
    ['Deep', 'text', 'text'],
    [
      'Deep',
      { 'Fn::If': ['Holds', { Flag: { Ref: 'Flag' } }, { Flag: { 'Fn::New': [] } }] },
      { Flag: false },
    ],
    ['Any', { a: [{ Ref: 'Flag' }] }, { a: ['false'] }],
    [
      'Events',
      { A: { Type: 'Known', Properties: { Flag: 'true' } } },
      { A: { Type: 'Known', Properties: { Flag: true } } },
    ],
  ])('reads of %s %j', (name, declared, expected) => {
    expect(reading({ [name]: declared }).properties).toEqual({ [name]: expected });
  });

  it.each<[string, Json, string]>([
    ['Text', ['a'], 'It.Text: must be text, not ["a"]'],
    ['Number', 'many', 'It.Number: must be a number, not "many"'],
    ['Number', '', 'It.Number: must be a number, not ""'],
    ['Number', '010', 'It.Number: must be a number, not "010"'],
    ['Boolean', 'maybe', 'It.Boolean: must be true or false, not "maybe"'],
    ['Boolean', 1, 'It.Boolean: must be true or false, not 1'],
    ['Texts', 'a', 'It.Texts: must be a list, not "a"'],
    ['Deep', { Flag: 'x' }, 'It.Deep.Flag: must be true or false'],
    ['Deep', ['x'], 'It.Deep: must be text'],
    ['Named', [], 'It.Named: must be a map'],
    ['Refused', {}, 'It.Refused: remove it'],
    ['Text', { 'Fn::New': [] }, 'It.Text: Fn::New does not run on this machine'],
    ['Fn::ForEach::Tables', [], 'It.Fn::ForEach::Tables: does not run on this machine; write out'],
    ['Any', { a: 1, 'Fn::Transform': {} }, 'It.Any.Fn::Transform: does not run on this machine'],
    [
      'Text',
      'a {{resolve:ssm:/b:1}}',
      '{{resolve:ssm:/b:1}} is not looked up on this machine; make a parameter',
    ],
    [
      'Any',
      { a: ['{{resolve:secretsmanager:x}}'] },
      'It.Any.a.0: {{resolve:secretsmanager:x}} is not looked up',
    ],
  ])('refuses of %s %j', (name, declared, message) => {
    expect(() => reading({ [name]: declared })).toThrow(message);
  });

  const hopeless = { 'Fn::New': [{ Ref: 'Nothing' }, '{{resolve:ssm:a}}'] };

  it('does not evaluate what it does not read, and names it', () => {
    const { properties, reader } = reading({
      Harmless: hopeless,
      Missed: hopeless,
      Unknown: { 'Fn::If': ['Nonsense', 1, 2] },
      Deep: { Tags: hopeless },
      Events: { A: { Type: 'Other', Properties: hopeless }, B: 'text' },
      Partly: 'a',
    });

    expect(properties).toEqual({ Deep: {}, Events: {}, Partly: 'a' });
    expect(reader.unread.map(({ name, matters }) => [name, matters])).toEqual([
      ['Harmless', false],
      ['Missed', true],
      ['Unknown', true],
      ['Deep.Tags', false],
      ['Events.A (event Other)', true],
      ['Events.B (event of no type)', true],
      ['Partly (the rest)', true],
    ]);
  });

  it('leaves out what has no value', () => {
    const nothing = { 'Fn::If': ['Holds', { Ref: 'AWS::NoValue' }, hopeless] };
    const { properties, reader } = reading({
      Text: nothing,
      Refused: nothing,
      Missed: nothing,
      Deep: { Tags: nothing },
    });

    expect(properties).toEqual({ Deep: {} });
    expect(reader.unread).toEqual([]);
  });

  it('evaluates on demand what may not be needed', () => {
    const properties = new PropertyReader({
      evaluate: (value, path) => evaluate(value, scope, path),
      branch: () => undefined,
      numberAt: () => undefined,
    }).onDemand({ Text: { Ref: 'Flag' }, Any: hopeless }, rules, ['It']);

    expect(properties.Text).toBe('false');
    expect(() => properties.Any).toThrow('It.Any: Fn::New does not run on this machine');
  });

  it('tells of text that SAM makes a number of, and makes one of it in a document', () => {
    const { properties, reader } = reading({ Text: '007', Json: { a: '007', b: '007' } });

    expect(properties).toEqual({ Text: '007', Json: { a: 7, b: '007' } });
    expect(reader.unquoted).toEqual([{ path: ['It', 'Text'], number: '7' }]);
  });

  it('shows no secret, neither where it is refused nor where quotes are missing', () => {
    expect(() => reading({ Secret: { hush: 'hush' } })).toThrow(/^It\.Secret: must be text; write it as one/);
    expect(() => reading({ Secret: { hush: 'hush' } })).not.toThrow(/hush/);
    const { reader } = reading({ Secret: '07' });
    expect(reader.unquoted).toEqual([{ path: ['It', 'Secret'], number: '…' }]);
  });
});

/** Every place of a shape that holds a boolean or a number, with a value of that kind in it. */
function samples(shape: Shape, kind: 'boolean' | 'number', value: Json): Json[] {
  if (shape.kind === kind) return [value];
  switch (shape.kind) {
    case 'list':
      return samples(shape.of, kind, value).map((item) => [item]);
    case 'dictionary':
      return samples(shape.of, kind, value).map((item) => ({ A: item }));
    case 'map':
      return [
        ...inProperties(shape.rules, kind, value),
        ...(shape.otherwise === undefined ? [] : samples(shape.otherwise, kind, value)),
      ];
    case 'variants':
      return Object.entries(shape.variants).flatMap(([Type, own]) =>
        inProperties(own, kind, value).map((Properties) => ({ A: { Type, Properties } })),
      );
    case 'any':
    case 'boolean':
    case 'json':
    case 'number':
    case 'secret':
    case 'text':
      return [];
  }
}

function inProperties(own: PropertyRules, kind: 'boolean' | 'number', value: Json): JsonObject[] {
  return Object.entries(own).flatMap(([name, rule]) =>
    rule.use === 'read' ? samples(rule.shape, kind, value).map((item) => ({ [name]: item })) : [],
  );
}

describe('every property that this machine reads', () => {
  const types = Object.entries(runningTypes);

  it.each(['boolean', 'number'] as const)('means the same as text, if it is a %s', (kind) => {
    const [plain, written]: [Json, Json] = kind === 'boolean' ? [false, 'false'] : [12, '12'];
    const pairs = types.flatMap(([type, { properties }]) => {
      const texts = inProperties(properties, kind, written);
      return inProperties(properties, kind, plain).map((each, index) => ({
        type,
        each,
        text: texts[index] ?? {},
      }));
    });

    expect(pairs.length).toBeGreaterThan(10);
    for (const { type, each, text: asText } of pairs) {
      expect(readResource('It', type, asText).properties).toEqual(readResource('It', type, each).properties);
    }
  });

  it('is held by a rule of its own, with a word on what is not done', () => {
    const all = types.flatMap(([, { properties }]) => Object.values(properties));

    expect(all.every((rule) => isJsonObject(rule))).toBe(true);
    expect(all.filter((rule) => rule.use !== 'read').every(({ because }) => because !== '')).toBe(true);
  });
});
