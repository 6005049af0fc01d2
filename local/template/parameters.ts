import { isJsonObject, jsonText, type Json, type JsonObject } from './json';
import { TemplateError, type TemplatePath } from './template-error';
import { numberOf } from './values';

/**
 * Values of the template's Parameters: the override when there is one, else the default.
 *
 * @param overrides name to text, as given with `--parameter Name=Value`
 * @returns without those whose value another service holds, unless it is given; they may not be needed
 * @throws TemplateError for an unknown name, a missing value or one that is not allowed
 */
export function parameterValues(
  declared: JsonObject,
  overrides: Readonly<Record<string, string>>,
): Map<string, Json> {
  for (const name of Object.keys(overrides)) {
    if (!(name in declared)) {
      const known = Object.keys(declared).join(', ') || 'none';
      throw new TemplateError(['Parameters'], `there is no parameter "${name}"; known are: ${known}`);
    }
  }
  return new Map(
    Object.entries(declared).flatMap(([name, declaration]): [string, Json][] =>
      isLookedUp(declaration) && overrides[name] === undefined
        ? []
        : [[name, valueOf(name, declaration, overrides[name])]],
    ),
  );
}

/** The fault of using a parameter of such a type without giving it a value. */
export function lookedUp(name: string): TemplateError {
  return new TemplateError(
    ['Parameters', name],
    'its value is not looked up in Systems Manager on this machine; ' +
      `give it with --parameter ${name}=<value> or as LOCAL_PARAMETER_${name}=<value> in .env`,
  );
}

const LOOKED_UP = /^AWS::SSM::Parameter::Value<(.+)>$/;

function isLookedUp(declaration: Json): boolean {
  return (
    isJsonObject(declaration) && typeof declaration.Type === 'string' && LOOKED_UP.test(declaration.Type)
  );
}

function valueOf(name: string, declaration: Json, override: string | undefined): Json {
  const path = ['Parameters', name];
  if (!isJsonObject(declaration)) throw new TemplateError(path, 'a parameter needs at least a Type');
  const raw = override ?? declaration.Default;
  if (raw === undefined) {
    throw new TemplateError(path, `has no value; give it a Default or pass --parameter ${name}=<value>`);
  }
  const allowed = declaration.AllowedValues;
  if (Array.isArray(allowed) && !allowed.some((value) => jsonText(value) === jsonText(raw))) {
    throw new TemplateError(
      path,
      `"${jsonText(raw)}" is not allowed; choose one of: ${allowed.map(jsonText).join(', ')}`,
    );
  }
  refuseOutOfBounds(jsonText(raw), declaration, path);
  const type = jsonText(declaration.Type ?? 'String');
  return typed(raw, LOOKED_UP.exec(type)?.[1] ?? type, path);
}

/** Source: "Properties" under "Parameters" of CloudFormation. */
function refuseOutOfBounds(text: string, declaration: JsonObject, path: TemplatePath): void {
  const { AllowedPattern: pattern } = declaration;
  if (typeof pattern === 'string' && !matcher(pattern, path).test(text)) {
    throw new TemplateError(path, `"${text}" does not match ${pattern}`);
  }
  const bounds: readonly [string, string, (bound: number) => boolean][] = [
    ['MinLength', 'is shorter than', (bound) => text.length < bound],
    ['MaxLength', 'is longer than', (bound) => text.length > bound],
    ['MinValue', 'is less than', (bound) => Number(text) < bound],
    ['MaxValue', 'is more than', (bound) => Number(text) > bound],
  ];
  for (const [name, relation, isOutside] of bounds) {
    const bound = numberOf(declaration[name] ?? null);
    if (bound !== undefined && isOutside(bound)) {
      throw new TemplateError(path, `"${text}" ${relation} the ${name} of ${bound}`);
    }
  }
}

function matcher(pattern: string, path: TemplatePath): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new TemplateError(
      [...path, 'AllowedPattern'],
      `${pattern} is no regular expression on this machine`,
    );
  }
}

function typed(raw: Json, type: string, path: TemplatePath): Json {
  const text = jsonText(raw);
  if (type === 'Number') {
    const number = numberOf(text);
    if (number === undefined) throw new TemplateError(path, `"${text}" is not a number`);
    // As text it is what was written: `007`.
    return String(number) === text ? number : text;
  }
  if (!type.startsWith('List<') && type !== 'CommaDelimitedList') return text;
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}
