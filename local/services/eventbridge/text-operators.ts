import { invalidPattern } from './invalid-pattern';
import { isJsonObject, type Json, type JsonScalar } from './json';

/** Tests one leaf value of an event that is there. */
export type ValueTest = (value: JsonScalar) => boolean;

type TextTest = (value: string, operand: string) => boolean;

const TEXT_TESTS: Readonly<Record<string, TextTest>> = {
  prefix: (value, operand) => value.startsWith(operand),
  suffix: (value, operand) => value.endsWith(operand),
  'equals-ignore-case': (value, operand) => value.toLowerCase() === operand.toLowerCase(),
};

/** @returns the test, or undefined when `operator` is none of prefix, suffix, equals-ignore-case, wildcard */
export function textOperator(operator: string, operand: Json | undefined): ValueTest | undefined {
  if (operator === 'wildcard') return wildcard(textOf(operator, operand));
  const test = Object.hasOwn(TEXT_TESTS, operator) ? TEXT_TESTS[operator] : undefined;
  if (test === undefined) return undefined;
  if (operator !== 'equals-ignore-case' && isJsonObject(operand))
    return ignoringCase(operator, test, operand);
  const expected = textOf(operator, operand);
  return (value) => typeof value === 'string' && test(value, expected);
}

/** `{"prefix": {"equals-ignore-case": "eventb"}}` */
function ignoringCase(operator: string, test: TextTest, operand: Json): ValueTest {
  const inner = isJsonObject(operand) ? operand['equals-ignore-case'] : undefined;
  const expected = textOf(`${operator} with equals-ignore-case`, inner).toLowerCase();
  return (value) => typeof value === 'string' && test(value.toLowerCase(), expected);
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(pattern: string): ValueTest {
  if (/(^|[^\\])\*\*/.test(pattern)) throw invalidPattern('wildcard has consecutive * characters');
  const tokens = pattern.match(/\\[*\\]|[^]/gu) ?? [];
  const source = tokens
    .map((token) => (token === '*' ? '[^]*' : literal(token.replace(/^\\(?=.)/, ''))))
    .join('');
  const expression = new RegExp(`^${source}$`, 'u');
  return (value) => typeof value === 'string' && expression.test(value);
}

function literal(character: string): string {
  return character.replace(/[\^$.*+?()[\]{}|/\\]/, '\\$&');
}

function textOf(operator: string, operand: Json | undefined): string {
  if (typeof operand === 'string') return operand;
  throw invalidPattern(`${operator} needs a string`);
}
