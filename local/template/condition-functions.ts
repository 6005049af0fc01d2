import { isDeepStrictEqual } from 'node:util';
import type { Json } from './json';
import type { Evaluation, IntrinsicFunction } from './intrinsic-function';

const condition: IntrinsicFunction = (argument, evaluation) => named(argument, evaluation);

const conditional: IntrinsicFunction = (argument, evaluation) => {
  const [name, whenTrue, whenFalse] = list(argument, 3, 'Fn::If', evaluation);
  // Only the chosen branch is evaluated: the other may refer to what does not exist.
  return evaluation.evaluate((named(name ?? null, evaluation) ? whenTrue : whenFalse) ?? null);
};

const equals: IntrinsicFunction = (argument, evaluation) => {
  const [left = null, right = null] = list(argument, 2, 'Fn::Equals', evaluation);
  return isDeepStrictEqual(comparable(left, evaluation), comparable(right, evaluation));
};

const not: IntrinsicFunction = (argument, evaluation) => {
  const [value = null] = list(argument, 1, 'Fn::Not', evaluation);
  return !truth(value, evaluation);
};

const and: IntrinsicFunction = (argument, evaluation) =>
  list(argument, undefined, 'Fn::And', evaluation).every((value) => truth(value, evaluation));

const or: IntrinsicFunction = (argument, evaluation) =>
  list(argument, undefined, 'Fn::Or', evaluation).some((value) => truth(value, evaluation));

function named(name: Json, { scope, fail }: Evaluation): boolean {
  // A condition that is called `Yes` is `true` to YAML, here and where it is declared.
  const holds = typeof name === 'object' ? undefined : scope.condition(String(name));
  return holds ?? fail(`Conditions has no ${JSON.stringify(name)}; add it or correct the name`);
}

function truth(value: Json, evaluation: Evaluation): boolean {
  const result = evaluation.evaluate(value);
  if (typeof result === 'boolean') return result;
  if (result === 'true' || result === 'false') return result === 'true';
  return evaluation.fail(`a condition must be true or false, not ${JSON.stringify(result ?? null)}`);
}

/** CloudFormation compares scalars as text: `!Equals [!Ref Number, 1]` holds for "1". */
function comparable(value: Json, evaluation: Evaluation): Json {
  const result = evaluation.evaluate(value) ?? null;
  return typeof result === 'number' || typeof result === 'boolean' ? String(result) : result;
}

function list(argument: Json, length: number | undefined, name: string, evaluation: Evaluation): Json[] {
  if (Array.isArray(argument) && (length === undefined || argument.length === length)) return argument;
  return evaluation.fail(`${name} needs a list${length === undefined ? '' : ` of ${length}`}`);
}

/** Functions of conditions. Source: "Condition functions" of CloudFormation. */
export const conditionFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  Condition: condition,
  'Fn::If': conditional,
  'Fn::Equals': equals,
  'Fn::Not': not,
  'Fn::And': and,
  'Fn::Or': or,
};
