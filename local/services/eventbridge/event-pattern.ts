import { invalidPattern } from './invalid-pattern';
import {
  isJsonArray,
  isJsonObject,
  parseJsonObject,
  type Json,
  type JsonObject,
  type JsonScalar,
} from './json';
import { valueOperator } from './value-operators';

export type EventMatcher = (event: JsonObject) => boolean;

/** Tests all leaf values that an event has at one place; none when the place is absent. */
type LeafTest = (values: readonly JsonScalar[]) => boolean;

type NodeTest = (node: Json | undefined) => boolean;

/**
 * Compiles an event pattern: members are joined by AND, the list at each leaf by OR.
 * Throws `InvalidEventPatternException`, so that a rule is refused when it is put and not when an event comes.
 */
export function compilePattern(text: string): EventMatcher {
  const pattern = parseJsonObject(text);
  if (pattern === undefined) throw invalidPattern('it is not a JSON object');
  return compileObject(pattern);
}

function compileObject(pattern: JsonObject): NodeTest {
  const members = Object.entries(pattern);
  if (members.length === 0) throw invalidPattern('empty patterns are not allowed');
  const tests = members.map(([name, value]) => compileMember(name, value));
  return (node) => {
    // An event may hold a list of objects where the pattern has one: it is enough that one of them matches.
    if (isJsonArray(node)) return node.some((item) => tests.every((test) => test(item)));
    return tests.every((test) => test(node));
  };
}

function compileMember(name: string, value: Json | undefined): NodeTest {
  if (name === '$or' && isJsonArray(value) && value.length > 1 && value.every(isJsonObject)) {
    const alternatives = value.map(compileObject);
    return (node) => alternatives.some((test) => test(node));
  }
  const test = isJsonObject(value) ? compileObject(value) : compileLeaf(name, value);
  return (node) => test(isJsonObject(node) ? node[name] : undefined);
}

function compileLeaf(name: string, alternatives: Json | undefined): NodeTest {
  if (!isJsonArray(alternatives)) throw invalidPattern(`"${name}" must be an object or an array`);
  if (alternatives.length === 0) throw invalidPattern(`"${name}" must not be an empty array`);
  const tests = alternatives.map(compileAlternative);
  return (node) => {
    const values = leafValues(node);
    return tests.some((test) => test(values));
  };
}

function compileAlternative(alternative: Json): LeafTest {
  if (isJsonArray(alternative)) throw invalidPattern('lists cannot be nested');
  if (!isJsonObject(alternative)) return (values) => values.includes(alternative);

  const [[operator, operand] = ['', undefined], ...more] = Object.entries(alternative);
  if (more.length > 0) throw invalidPattern('only one match type is allowed in an object');
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw invalidPattern('exists must be true or false');
    return (values) => values.length > 0 === operand;
  }
  const test = valueOperator(operator, operand);
  return (values) => values.some(test);
}

/** Objects are no leaves: `exists` and the other operators do not see them. */
function leafValues(node: Json | undefined): readonly JsonScalar[] {
  if (node === undefined || isJsonObject(node)) return [];
  return isJsonArray(node) ? node.flatMap(leafValues) : [node];
}
