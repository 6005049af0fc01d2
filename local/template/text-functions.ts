import type { Json } from './json';
import type { Evaluation, IntrinsicFunction } from './intrinsic-function';

const join: IntrinsicFunction = (argument, evaluation) => {
  const [delimiter = '', items = []] = pair(argument, 'Fn::Join', evaluation);
  return listOf(items, 'Fn::Join', evaluation)
    .map((item) => evaluation.text(item))
    .join(evaluation.text(delimiter));
};

const split: IntrinsicFunction = (argument, evaluation) => {
  const [delimiter = '', text = ''] = pair(argument, 'Fn::Split', evaluation);
  return evaluation.text(text).split(evaluation.text(delimiter));
};

const select: IntrinsicFunction = (argument, evaluation) => {
  const [index = 0, items = []] = pair(argument, 'Fn::Select', evaluation);
  const position = Number(evaluation.text(index));
  return (
    listOf(items, 'Fn::Select', evaluation)[position] ??
    evaluation.fail(`Fn::Select asks for item ${position}, which the list does not have`)
  );
};

const base64: IntrinsicFunction = (argument, evaluation) =>
  Buffer.from(evaluation.text(argument)).toString('base64');

function pair(argument: Json, name: string, evaluation: Evaluation): Json[] {
  if (Array.isArray(argument) && argument.length === 2) return argument;
  return evaluation.fail(`${name} needs a list of 2`);
}

function listOf(value: Json, name: string, evaluation: Evaluation): Json[] {
  const items = evaluation.evaluate(value);
  return Array.isArray(items) ? items : evaluation.fail(`${name} needs a list`);
}

/** Functions on text and lists. Source: "Intrinsic function reference" of CloudFormation. */
export const textFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::Base64': base64,
};
