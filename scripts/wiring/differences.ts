import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, jsonText, type Json, type JsonObject } from '../../local/template/json';
import { permissionsIn, type Permission } from './permission';
import { valueAt } from './template-document';

/** One thing in which template.yaml is not what the manifests ask for. */
export interface Difference {
  /** Keys from the root of the template, to find its line. */
  readonly path: readonly string[];
  readonly message: string;
  /** Whether template.yaml has more than the manifests ask for: what is wrong then may be a manifest. */
  readonly isBeyond?: boolean;
}

const PATHS = ['Resources', 'HttpApi', 'Properties', 'DefinitionBody', 'paths'];

/** Compares the whole template, named by what a reader knows: routes, resources, variables and statements. */
export function differences(actual: JsonObject, expected: JsonObject): Difference[] {
  return between(actual, expected, []);
}

function between(
  actual: Json | undefined,
  expected: Json | undefined,
  path: readonly string[],
): Difference[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  const known = namedDifference(actual, expected, path);
  if (known !== undefined) return known;
  if (isJsonObject(actual) && isJsonObject(expected)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => between(actual[key], expected[key], [...path, key]));
  }
  const [, id = '', ...rest] = path;
  const where = `${rest.filter((key) => key !== 'Properties').join('.')} of ${id}`;
  if (actual === undefined) return [{ path, message: `${where} is missing: ${short(expected)}` }];
  if (expected === undefined)
    return [{ path, message: `${where} is asked for by no manifest`, isBeyond: true }];
  return [{ path, message: `${where} is ${short(actual)} and should be ${short(expected)}` }];
}

/** @returns undefined where the values have to be looked into */
function namedDifference(
  actual: Json | undefined,
  expected: Json | undefined,
  path: readonly string[],
): Difference[] | undefined {
  const [, id = '', , section, , name = ''] = path;
  if (isBelow(path, PATHS)) return routeDifferences(actual, expected, path);
  if (path.length === 2 && path[0] === 'Resources') return resourceDifference(actual, expected, path);
  if (section === 'Environment' && path.length === 6)
    return [{ path, message: variable(id, name, actual, expected), isBeyond: expected === undefined }];
  if (section === 'Policies' && path.length === 4) return statementDifferences(actual, expected, path);
  return undefined;
}

function isBelow(path: readonly string[], parent: readonly string[]): boolean {
  return path.length > parent.length && parent.every((key, index) => key === path[index]);
}

function routeDifferences(
  actual: Json | undefined,
  expected: Json | undefined,
  path: readonly string[],
): Difference[] {
  const [route = '', method] = path.slice(PATHS.length);
  if (method === undefined) {
    const methods = new Set([...keysOf(expected), ...keysOf(actual)]);
    return [...methods].flatMap((each) =>
      isDeepStrictEqual(valueAt(actual, each), valueAt(expected, each))
        ? []
        : routeDifferences(valueAt(actual, each), valueAt(expected, each), [...path, each]),
    );
  }
  const key = `${method.toUpperCase()} ${route}`;
  if (actual === undefined) return [{ path, message: `the route ${key} is missing` }];
  if (expected === undefined)
    return [{ path, message: `the route ${key} is in no listed controller`, isBeyond: true }];
  if (functionIn(actual) !== functionIn(expected)) {
    return [{ path, message: `the route ${key} does not lead to ${functionIn(expected)}` }];
  }
  const isOpen = valueAt(actual, 'security') === undefined;
  const message = isOpen ? `is open to everybody, which its @Access is not` : `is not as its @Access has it`;
  return [{ path, message: `the route ${key} ${message}` }];
}

function functionIn(operation: Json): string {
  return /\$\{(\w+)\.Alias\}/u.exec(JSON.stringify(operation))?.[1] ?? 'its function';
}

function resourceDifference(
  actual: Json | undefined,
  expected: Json | undefined,
  path: readonly string[],
): Difference[] | undefined {
  if (actual !== undefined && expected !== undefined) return undefined;
  const type = jsonText(valueAt(actual ?? expected, 'Type') ?? 'of no type');
  const id = path[1] ?? '';
  if (actual === undefined) return [{ path, message: `${id} (${type}) is missing` }];
  const message = `${id} (${type}) is asked for by no manifest, and nothing else is kept between the banners`;
  return [{ path, message, isBeyond: true }];
}

function variable(id: string, name: string, actual: Json | undefined, expected: Json | undefined): string {
  if (actual === undefined) return `${id} is not told ${name}`;
  if (expected === undefined) return `${id} is told ${name}, which no manifest asks for`;
  return `${id} is told ${short(actual)} as ${name} and should be told ${short(expected)}`;
}

function statementDifferences(
  actual: Json | undefined,
  expected: Json | undefined,
  path: readonly string[],
): Difference[] | undefined {
  const role = path[1] ?? '';
  const [has, needs] = [actual, expected].map(
    (policies) => new Set(permissionsIn(role, policies).map(textOf)),
  );
  const lacking = [...(needs ?? [])].filter((each) => !has?.has(each));
  const beyond = [...(has ?? [])].filter((each) => !needs?.has(each));
  if (lacking.length + beyond.length === 0) return undefined;
  return [
    ...lacking.map((each) => ({ path, message: `${role} does not allow ${each}` })),
    ...beyond.map((each) => ({
      path,
      message: `${role} allows ${each}, which no manifest asks for`,
      isBeyond: true,
    })),
  ];
}

function textOf({ action, target, leadingKeys }: Permission): string {
  const part = target?.part.replace(/^(?:Stream)?Arn\/?/u, '') ?? '';
  const resource = target === undefined ? 'something that is no resource of this template' : target.id;
  const keys = leadingKeys.length > 0 ? ` for the keys ${leadingKeys.join(' and ')}` : '';
  return `${action} on ${resource}${part === '' ? '' : `/${part}`}${keys}`;
}

function keysOf(value: Json | undefined): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

const LONGEST = 120;

function short(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
