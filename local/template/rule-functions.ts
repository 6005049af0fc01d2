import { conditionFunctions } from './condition-functions';
import type { Evaluation, IntrinsicFunction } from './intrinsic-function';
import { isJsonObject, type Json } from './json';
import type { Scope } from './scope';
import { TemplateError, type TemplatePath } from './template-error';

const contains: IntrinsicFunction = (argument, evaluation) => {
  const [list = null, value = null] = two(argument, 'Fn::Contains', evaluation);
  return textsOf(list, 'Fn::Contains', evaluation).includes(evaluation.text(value));
};

const eachMemberEquals: IntrinsicFunction = (argument, evaluation) => {
  const [list = null, value = null] = two(argument, 'Fn::EachMemberEquals', evaluation);
  const text = evaluation.text(value);
  return textsOf(list, 'Fn::EachMemberEquals', evaluation).every((each) => each === text);
};

const eachMemberIn: IntrinsicFunction = (argument, evaluation) => {
  const [list = null, allowed = null] = two(argument, 'Fn::EachMemberIn', evaluation);
  const known = textsOf(allowed, 'Fn::EachMemberIn', evaluation);
  return textsOf(list, 'Fn::EachMemberIn', evaluation).every((each) => known.includes(each));
};

/** Before there are resources, there are parameters alone. */
const ref: IntrinsicFunction = (argument, { scope, text, fail }) => {
  const name = text(argument);
  const value = scope.parameters.get(name) ?? scope.ref(name);
  return value ?? fail(`a rule knows parameters alone, and "${name}" is none`);
};

const { 'Fn::And': and, 'Fn::Or': or, 'Fn::Not': not, 'Fn::Equals': equals } = conditionFunctions;

const functions: ReadonlyMap<string, IntrinsicFunction | undefined> = new Map([
  ['Fn::And', and],
  ['Fn::Contains', contains],
  ['Fn::EachMemberEquals', eachMemberEquals],
  ['Fn::EachMemberIn', eachMemberIn],
  ['Fn::Equals', equals],
  ['Fn::Not', not],
  ['Fn::Or', or],
  ['Ref', ref],
]);

/**
 * Resolves a condition or an assertion of the section Rules, which have functions of their own.
 * Source: "Rule functions" of CloudFormation.
 *
 * @throws TemplateError for a function that CloudFormation does not take there, or that does not run here
 */
export function evaluateRule(value: Json, scope: Scope, path: TemplatePath): Json {
  if (Array.isArray(value)) return value.map((item, index) => evaluateRule(item, scope, [...path, index]));
  if (!isJsonObject(value)) return value;
  const fail = (problem: string): never => {
    throw new TemplateError(path, problem);
  };
  const [[name, argument] = ['', null], another] = Object.entries(value);
  const known = another === undefined ? functions.get(name) : undefined;
  if (known === undefined) {
    const names = [...functions.keys()].join(', ');
    return fail(`${name || 'an empty map'} does not run in a rule on this machine; use ${names}`);
  }
  const evaluate = (nested: Json): Json => evaluateRule(nested, scope, path);
  const text = (nested: Json): string => {
    const result = evaluate(nested);
    return typeof result === 'object'
      ? fail(`${name} needs text, not ${JSON.stringify(result)}`)
      : String(result);
  };
  return known(argument, { scope, path, evaluate, text, fail }) ?? null;
}

function two(argument: Json, name: string, { fail }: Evaluation): Json[] {
  return Array.isArray(argument) && argument.length === 2 ? argument : fail(`${name} needs a list of 2`);
}

/** CloudFormation compares as text: the members of a list of numbers are text as well. */
function textsOf(value: Json, name: string, { evaluate, fail }: Evaluation): string[] {
  const list = evaluate(value);
  return Array.isArray(list)
    ? list.map(String)
    : fail(`${name} needs a list, not ${JSON.stringify(list ?? null)}`);
}
