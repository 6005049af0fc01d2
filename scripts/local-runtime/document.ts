import { harmlessServices, runningTypes } from '../../local/template/rules/type-rules';
import { attributeRules, sectionRules } from '../../local/template/rules/template-rules';
import type { PropertyRules, Rule, Shape } from '../../local/template/rules/rule';

export const DOCUMENT = 'docs/local-runtime.md';

const BEGIN = '<!-- >>> npm run local-runtime -->';
const END = '<!-- <<< npm run local-runtime -->';

/**
 * The document with its tables as the rules want them; what stands outside the banners is left alone.
 *
 * @throws Error when the banners are gone
 */
export function withTables(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${DOCUMENT} needs the lines ${BEGIN} and ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${tables()}\n${document.slice(end)}`;
}

function tables(): string {
  const types = Object.entries(runningTypes).flatMap(([type, { properties, metadata, onDemand }]) => [
    `### ${type}`,
    '',
    ...(onDemand ? ['Evaluated where something needs it.', ''] : []),
    ...table({ ...properties, ...prefixed('Metadata.', metadata) }),
    '',
  ]);
  return [
    '### Sections of a template',
    '',
    ...table(sectionRules),
    '',
    '### Beside the properties of a resource',
    '',
    ...table(attributeRules),
    '',
    ...types,
    '### Types that do not run',
    '',
    `An application does the same without policies of resources (\`AWS::*::*Policy\`) and without the other types of ${harmlessServices.map((service) => `\`AWS::${service}\``).join(', ')}. Resources of every other type are named in a warning.`,
    '',
  ].join('\n');
}

interface Row {
  readonly name: string;
  readonly what: string;
  readonly why: string;
}

function table(rules: PropertyRules): string[] {
  const rows = rowsOf(rules, '').map(({ name, what, why }) => `| ${name} | ${what} | ${why} |`);
  return ['| name | here | |', '|---|---|---|', ...rows];
}

function rowsOf(rules: PropertyRules, prefix: string): Row[] {
  return Object.entries(rules).flatMap(([name, rule]) => rowsOfRule(prefix + name, rule));
}

function rowsOfRule(name: string, rule: Rule): Row[] {
  const code = `\`${name}\``;
  switch (rule.use) {
    case 'read': {
      const why = rule.except === undefined ? kindOf(rule.shape) : `but not: ${rule.except.what}`;
      return [{ name: code, what: 'read', why }, ...inside(rule.shape, name)];
    }
    case 'harmless':
      return [{ name: code, what: 'not read', why: rule.because }];
    case 'missed':
      return [{ name: code, what: 'not read, warned of', why: rule.because }];
    case 'refused':
      return [{ name: code, what: 'refused', why: rule.because }];
  }
}

function inside(shape: Shape, name: string): Row[] {
  switch (shape.kind) {
    case 'map':
      return rowsOf(shape.rules, `${name}.`);
    case 'list':
      return inside(shape.of, `${name}[]`);
    case 'dictionary':
      return inside(shape.of, `${name}.*`);
    case 'variants':
      return [
        ...Object.entries(shape.variants).flatMap(([type, rules]) => rowsOf(rules, `${name} (${type}) `)),
        {
          name: `\`${name}\` of other types`,
          what: 'not read, warned of',
          why: 'nothing here sends such events',
        },
      ];
    case 'any':
    case 'boolean':
    case 'json':
    case 'number':
    case 'secret':
    case 'text':
      return [];
  }
}

function kindOf(shape: Shape): string {
  return shape.kind === 'boolean' || shape.kind === 'number' ? `${shape.kind}, also as text` : '';
}

function prefixed(prefix: string, rules: PropertyRules): PropertyRules {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [prefix + name, rule]));
}
