import { isJsonObject, jsonText, type Json, type JsonObject } from './json';
import { lookedUp } from './parameters';
import { evaluateRule } from './rule-functions';
import type { Scope } from './scope';
import { suggestion } from './similar';
import { TemplateError, type TemplatePath } from './template-error';

/** Assertions of a template that do not hold, each in a line with its place. */
export class FailedAssertions extends Error {
  override readonly name = 'FailedAssertions';

  constructor(faults: readonly TemplateError[]) {
    super(faults.map(({ message }) => message).join('\n'));
  }
}

/**
 * Holds the values of parameters against the section Rules, as CloudFormation does before it makes anything.
 * Source: "CloudFormation template Rules syntax".
 *
 * @param parameters values by name, those of pseudo parameters too
 * @param declared the section Parameters
 * @returns a fault for each assertion that does not hold, with the name of its rule
 * @throws TemplateError for a rule that cannot be evaluated
 */
export function failedAssertions(
  rules: Json,
  parameters: ReadonlyMap<string, Json>,
  declared: JsonObject,
): TemplateError[] {
  const path = ['Rules'];
  const scope = scopeOf(parameters, declared);
  return Object.entries(mapAt(rules, path)).flatMap(([name, rule]) => {
    const place = [...path, name];
    const { RuleCondition: condition, Assertions: assertions = null } = known(
      rule,
      ['Assertions', 'RuleCondition'],
      place,
    );
    if (!Array.isArray(assertions) || assertions.length === 0)
      throw new TemplateError(place, 'needs Assertions, a list of { Assert, AssertDescription }');
    if (condition !== undefined && !truth(condition, scope, [...place, 'RuleCondition'])) return [];
    return assertions.flatMap((each, index) => failed(each, scope, [...place, 'Assertions', index]));
  });
}

/** There are neither resources nor mappings for a rule, and no named conditions. */
function scopeOf(parameters: ReadonlyMap<string, Json>, declared: JsonObject): Scope {
  return {
    parameters,
    mappings: {},
    languageExtensions: false,
    condition: () => undefined,
    ref: (name) => {
      if (Object.hasOwn(declared, name)) throw lookedUp(name);
      return undefined;
    },
    attribute: () => undefined,
  };
}

function failed(declared: Json, scope: Scope, path: TemplatePath): TemplateError[] {
  const { Assert: assertion, AssertDescription: description = '' } = known(
    declared,
    ['Assert', 'AssertDescription'],
    path,
  );
  if (assertion === undefined) throw new TemplateError(path, 'needs an Assert');
  if (truth(assertion, scope, [...path, 'Assert'])) return [];
  return [new TemplateError(path, description === '' ? 'this rule does not hold' : jsonText(description))];
}

function truth(value: Json, scope: Scope, path: TemplatePath): boolean {
  const result = evaluateRule(value, scope, path);
  if (typeof result === 'boolean') return result;
  throw new TemplateError(
    path,
    `must be a rule function that is true or false, not ${JSON.stringify(result)}`,
  );
}

function known(value: Json, names: readonly string[], path: TemplatePath): JsonObject {
  const declared = mapAt(value, path);
  const stranger = Object.keys(declared).find((name) => !names.includes(name));
  if (stranger === undefined) return declared;
  throw new TemplateError(
    [...path, stranger],
    `is not one of ${names.join(', ')}${suggestion(stranger, names)}`,
  );
}

function mapAt(value: Json, path: TemplatePath): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TemplateError(path, 'must be a map');
}
