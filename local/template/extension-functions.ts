import type { Evaluation, IntrinsicFunction } from './intrinsic-function';

/** The transform that brings these functions; without it CloudFormation refuses the template. */
export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

const toJsonString: IntrinsicFunction = (argument, evaluation) => {
  needTransform('Fn::ToJsonString', evaluation);
  const value = evaluation.evaluate(argument) ?? null;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return evaluation.fail('Fn::ToJsonString needs a map or a list');
};

const length: IntrinsicFunction = (argument, evaluation) => {
  needTransform('Fn::Length', evaluation);
  const value = evaluation.evaluate(argument);
  return Array.isArray(value) ? value.length : evaluation.fail('Fn::Length needs a list');
};

function needTransform(name: string, { scope, fail }: Evaluation): void {
  if (!scope.languageExtensions)
    fail(`${name} needs the transform ${LANGUAGE_EXTENSIONS}; add it to Transform`);
}

/** Source: "AWS::LanguageExtensions transform" of CloudFormation. */
export const extensionFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::ToJsonString': toJsonString,
  'Fn::Length': length,
};
