import { conditionFunctions } from './condition-functions';
import { extensionFunctions } from './extension-functions';
import type { IntrinsicFunction } from './intrinsic-function';
import { isJsonObject, type Json } from './json';
import { networkFunctions } from './network-functions';
import { referenceFunctions } from './reference-functions';
import type { Scope } from './scope';
import { TemplateError, type TemplatePath } from './template-error';
import { textFunctions } from './text-functions';

const functions: ReadonlyMap<string, IntrinsicFunction> = new Map(
  Object.entries({
    ...referenceFunctions,
    ...conditionFunctions,
    ...textFunctions,
    ...networkFunctions,
    ...extensionFunctions,
  }),
);

/** Resolves every intrinsic function in a value. Properties set to AWS::NoValue disappear. */
export function evaluate(value: Json, scope: Scope, path: TemplatePath): Json | undefined {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => evaluate(item, scope, [...path, index]))
      .filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const call = asCall(value);
  if (call !== undefined) return apply(call.name, call.argument, scope, path);
  const stranger = Object.keys(value).find((key) => key.startsWith('Fn::'));
  if (stranger !== undefined)
    throw new TemplateError([...path, stranger], 'does not run on this machine; write out what it makes');
  const entries = Object.entries(value).map(
    ([key, item]) => [key, evaluate(item, scope, [...path, key])] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Whether a value is a call of an intrinsic function, known or not. */
export function isCall(value: Json): boolean {
  return isJsonObject(value) && asCall(value) !== undefined;
}

/** The branch that `Fn::If` takes, nothing in it evaluated; undefined for any other value. */
export function branch(value: Json, scope: Scope, path: TemplatePath): Json | undefined {
  const call = isJsonObject(value) ? asCall(value) : undefined;
  if (call?.name !== 'Fn::If') return undefined;
  return apply(call.name, call.argument, scope, path, (taken) => taken);
}

function asCall(value: Record<string, Json>): { name: string; argument: Json } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  // An IAM statement may hold nothing but `Condition: {...}`; the function takes a name.
  const isCall =
    name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
  return isCall ? { name, argument } : undefined;
}

function apply(
  name: string,
  argument: Json,
  scope: Scope,
  path: TemplatePath,
  nested = (value: Json): Json | undefined => evaluate(value, scope, path),
): Json | undefined {
  const fail = (problem: string): never => {
    throw new TemplateError(path, problem);
  };
  const intrinsic =
    functions.get(name) ?? fail(`${name} does not run on this machine; write its value, or use a parameter`);
  const text = (value: Json): string => {
    const result = nested(value);
    if (typeof result === 'string') return result;
    if (typeof result === 'number' || typeof result === 'boolean') return String(result);
    return fail(`${name} needs text here, not ${JSON.stringify(result ?? null)}`);
  };
  return intrinsic(argument, { scope, path, evaluate: nested, text, fail });
}
