import { isJsonObject, jsonText, type Json, type JsonObject } from './json';
import { TemplateError } from './template-error';

/**
 * Values of the template's Parameters: the override when there is one, else the default.
 *
 * @param overrides name to text, as given with `--parameter Name=Value`
 * @throws TemplateError for an unknown name, a missing value or one outside AllowedValues
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
    Object.entries(declared).map(([name, declaration]) => [
      name,
      valueOf(name, declaration, overrides[name]),
    ]),
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
  const pattern = declaration.AllowedPattern;
  if (typeof pattern === 'string' && !new RegExp(`^(?:${pattern})$`).test(jsonText(raw))) {
    throw new TemplateError(path, `"${jsonText(raw)}" does not match ${pattern}`);
  }
  return typed(raw, declaration.Type ?? 'String', name);
}

function typed(raw: Json, type: Json, name: string): Json {
  if (type === 'Number') {
    const number = Number(jsonText(raw));
    if (Number.isNaN(number))
      throw new TemplateError(['Parameters', name], `"${jsonText(raw)}" is not a number`);
    return number;
  }
  if (typeof type === 'string' && (type.startsWith('List<') || type === 'CommaDelimitedList')) {
    return jsonText(raw) === ''
      ? []
      : jsonText(raw)
          .split(',')
          .map((item) => item.trim());
  }
  return jsonText(raw);
}
