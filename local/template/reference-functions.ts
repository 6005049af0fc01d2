import type { Json } from './json';
import type { Evaluation, IntrinsicFunction } from './intrinsic-function';
import { isJsonObject } from './json';
import { splitAttribute } from './yaml-tags';

const ref: IntrinsicFunction = (argument, evaluation) => {
  const name = evaluation.text(argument);
  if (name === 'AWS::NoValue') return undefined;
  return reference(name, evaluation);
};

const getAtt: IntrinsicFunction = (argument, evaluation) => {
  const parts = Array.isArray(argument)
    ? argument.map((part) => evaluation.text(part))
    : splitAttribute(evaluation.text(argument));
  return attribute(parts[0] ?? '', parts.slice(1).join('.'), evaluation);
};

const sub: IntrinsicFunction = (argument, evaluation) => {
  const [pattern, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof pattern !== 'string' || !isJsonObject(variables)) {
    return evaluation.fail('Fn::Sub needs a text, or a text and a map of variables');
  }
  return pattern.replaceAll(/\$\{([^}]*)\}/g, (whole, raw: string) => {
    const name = raw.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const own = variables[name];
    return evaluation.text(own ?? substitute(name, evaluation) ?? whole);
  });
};

const findInMap: IntrinsicFunction = (argument, evaluation) => {
  const [map = '', first = '', second = '', options] = Array.isArray(argument) ? argument : [];
  const keys = [map, first, second].map((key) => evaluation.text(key));
  let found: Json | undefined = evaluation.scope.mappings;
  for (const key of keys) found = isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  if (found !== undefined) return found;
  // A default is one of the extensions of the language.
  if (evaluation.scope.languageExtensions && isJsonObject(options) && options.DefaultValue !== undefined) {
    return evaluation.evaluate(options.DefaultValue);
  }
  return evaluation.fail(`Mappings has no entry ${keys.join(' -> ')}; add it or correct the keys`);
};

const importValue: IntrinsicFunction = (_argument, evaluation) =>
  evaluation.fail(
    'Fn::ImportValue needs another stack, which does not exist on this machine; use a parameter instead',
  );

function substitute(name: string, evaluation: Evaluation): Json | undefined {
  const [first = '', rest] = splitAttribute(name);
  if (rest === undefined) return reference(name, evaluation);
  return evaluation.scope.ref(name) ?? attribute(first, rest, evaluation);
}

function reference(name: string, { scope, fail }: Evaluation): Json {
  return (
    scope.parameters.get(name) ??
    scope.ref(name) ??
    fail(`"${name}" names no parameter and no resource; add it or correct the name`)
  );
}

function attribute(logicalId: string, name: string, { scope, fail }: Evaluation): Json {
  return (
    scope.attribute(logicalId, name) ??
    fail(`there is no resource "${logicalId}" with an attribute "${name}"; correct one of the names`)
  );
}

/** Functions that look something up. Source: "Intrinsic function reference" of CloudFormation. */
export const referenceFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
};
