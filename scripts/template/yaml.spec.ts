import fc from 'fast-check';
import { parse } from 'yaml';
import { alias, Anchored, entries, type Yaml, type YamlMap } from './yaml';

const text = (map: YamlMap): string => `${entries(map, 0).join('\n')}\n`;

const scalars = fc.oneof(
  fc.string(),
  fc.constantFrom('yes', 'null', '1', '*', 'iam/*', 'iam#*', "it's", 'a: b', 'x #y', 'dynamodb:PutItem', ''),
  fc.integer(),
  fc.boolean(),
);
const printable = scalars.filter((value) => typeof value !== 'string' || !/[\p{C}\p{Zl}\p{Zp}]/u.test(value));
const values = fc.letrec<{ value: Yaml }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    printable,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/), tie('value'), { maxKeys: 5 }),
  ),
})).value;
const maps = fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/), values, {
  minKeys: 1,
  maxKeys: 5,
});

/** `npm run check` holds template.yaml against Prettier, so also what is written here. */
describe('what is written as YAML', () => {
  it('is read as what it was', () => {
    fc.assert(
      fc.property(maps, (map) => {
        expect(parse(text(map))).toEqual(map);
      }),
    );
  });

  it('is the same under its name wherever that stands', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const twice = text({ first: new Anchored('it', map), again: alias('it') });
        expect(parse(twice)).toEqual({ first: map, again: map });
      }),
    );
  });

  it('has no line that could be shorter, and one line where all fits', () => {
    expect(entries({ Table: { Type: 'T', '<<': alias('disposable') } }, 2)).toEqual([
      '  Table: { Type: T, <<: *disposable }',
    ]);
    const long = { Resource: Array.from({ length: 20 }, (_, index) => `resource-${index}`) };
    expect(entries(long, 0)).toHaveLength(21);
  });
});
