import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Json } from './json';
import { parseTemplate } from './parse-template';

const anchors = `
Metadata:
  Base: &Base
    Timeout: 10
    Role: !GetAtt Role.Arn
    Environment: { Variables: { STAGE: !Ref Stage } }
  Slow: &Slow
    Timeout: 60
    Memory: 512
`;

function value(text: string): Json | undefined {
  return parseTemplate(`${anchors}It:\n  ${text}`).root.It;
}

function problem(text: string): string {
  try {
    parseTemplate(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
}

describe('anchors and merge keys', () => {
  const base = {
    Timeout: 10,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Environment: { Variables: { STAGE: { Ref: 'Stage' } } },
  };

  it.each<[string, Json]>([
    ['*Base', base],
    ['{ <<: *Base }', base],
    ['{ <<: *Base, Timeout: 3 }', { ...base, Timeout: 3 }],
    ['{ Timeout: 3, <<: *Base }', { ...base, Timeout: 3 }],
    ['{ <<: [*Base, *Slow] }', { ...base, Memory: 512 }],
    ['{ <<: [*Slow, *Base] }', { ...base, Timeout: 60, Memory: 512 }],
    ['{ <<: { <<: *Slow, Timeout: 1 }, Memory: 2 }', { Timeout: 1, Memory: 2 }],
    ['{ <<: *Base, Environment: { A: 1 } }', { ...base, Environment: { A: 1 } }],
    ['{ "<<": text }', { '<<': 'text' }],
    ['!Sub ["${A}", { <<: *Slow }]', { 'Fn::Sub': ['${A}', { Timeout: 60, Memory: 512 }] }],
  ])('write out %s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('lets the last of several keys << win, as SAM does', () => {
    const { root } = parseTemplate('a: &a { x: 1, z: 1 }\nb: &b { x: 2 }\nc:\n  <<: *a\n  <<: *b\n');

    expect(root.c).toEqual({ x: 2, z: 1 });
  });

  it('bring a second mapping all that the first one says', () => {
    const { root } = parseTemplate(`
First: &common { BatchSize: 1, FunctionResponseTypes: [ReportBatchItemFailures], EventSourceArn: a }
Second:
  <<: *common
  EventSourceArn: b
`);

    expect(root.Second).toEqual({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      EventSourceArn: 'b',
    });
  });

  it('merge the first level alone: a map of its own replaces the merged one', () => {
    const { root } = parseTemplate('a: &a { p: { q: 1, r: 2 } }\nb: { <<: *a, p: { q: 5 } }\n');

    expect(root.b).toEqual({ p: { q: 5 } });
  });

  it('give what an anchor names anew at every use', () => {
    const { root } = parseTemplate('a: &a { b: 1 }\nc: *a\nd: *a\n');

    expect(root.c).toEqual(root.d);
    expect(root.c).not.toBe(root.d);
  });

  it('keep the line at which a key is written', () => {
    const { lineOf } = parseTemplate('A: &A\n  x: 1\n  y: { z: 2 }\nB:\n  <<: *A\n  x: 3\nC: *A\n');

    expect(lineOf(['B', 'x'])).toBe(6);
    expect(lineOf(['B', 'y'])).toBe(3);
    expect(lineOf(['B', 'y', 'z'])).toBe(3);
    expect(lineOf(['B', 'missing'])).toBe(4);
    expect(lineOf(['C'])).toBe(7);
    expect(lineOf(['C', 'x'])).toBe(2);
  });

  it.each([
    ['an alias of nothing', 'a: 1\nb: { c: *Base }\n', '2: b.c: *Base has no anchor above it; write &Base'],
    ['a merged alias of nothing', 'a: 1\nb: { <<: *Base }\n', '2: b: *Base has no anchor above it'],
    ['a merged text', 'a: &A text\nb:\n  c: { <<: *A }\n', '3: b.c: << takes a map'],
    ['nothing merged', 'a:\n  <<:\n', '1: a: << takes a map'],
    ['a merged function', 'a: &A !Ref { b: c }\nd: { <<: *A }\n', '2: d: << takes a map'],
    ['an anchor inside itself', 'a: &A\n  b: *A\n', '2: a.b: the anchor is used inside of what it names'],
    ['an anchor merged into itself', 'a: &A\n  b: { <<: *A }\n', '2: a.b: << takes a map'],
    ['an unknown tag behind an anchor', 'a: &A\n  b: !Reff c\nd: *A\n', '2: a.b: !Reff is not'],
  ])('name file and line of %s', (_case, text, message) => {
    expect(problem(text)).toContain(message);
  });

  it('mean the same as the maps written out', () => {
    const map = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer());
    const sources = fc.array(map, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sources, map, (merged, own) => {
        const named = merged.map((each, index) => `M${index}: &M${index} ${JSON.stringify(each)}\n`).join('');
        const aliases = merged.map((_, index) => `*M${index}`).join(', ');
        const entries = Object.entries(own).map(([name, number]) => stringify({ [name]: number }).trim());
        const text = `${named}It: { ${[...entries, `<<: [${aliases}]`].join(', ')} }\n`;
        const expected = Object.fromEntries(
          [...merged.reverse(), own].flatMap((each) => Object.entries(each)),
        );

        expect(parseTemplate(text).root.It).toEqual(expected);
      }),
    );
  });
});
