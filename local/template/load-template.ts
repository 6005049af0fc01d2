import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { thrownMessage } from '../thrown-message';
import { FailedAssertions, failedAssertions } from './assertions';
import type { Json, JsonObject } from './json';
import { isJsonObject } from './json';
import { parameterValues } from './parameters';
import { parseTemplate, type ParsedTemplate } from './parse-template';
import { pseudoParameters } from './pseudo-parameters';
import type { Unquoted, Unread } from './property-reader';
import type { PhysicalNames, Resource } from './resource';
import { ResourceTable } from './resource-table';
import type { TypeRule } from './rules/rule';
import { TemplateError } from './template-error';
import { unreadSections } from './unread-parts';

export interface TemplateSource {
  /** Path of the file, as it shall appear in messages. */
  readonly file: string;
  /** Values for the template's parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Values for those of these parameters that the template has, and that allow them, instead of their defaults. */
  readonly preferences?: Readonly<Record<string, string>>;
  /** What runs of which resources; by default what this machine does. */
  readonly ruleOf?: (type: string) => TypeRule;
}

/** A parsed template; `resolve` may be called again when names become known. */
export interface Template {
  /** Absolute; paths in the template are relative to it. */
  readonly directory: string;
  /** Sections and transforms that do nothing on this machine. */
  readonly unread: readonly Unread[];
  resolve(names: PhysicalNames): Resource[];
  /** Runs an action and gives any TemplateError of it the file and line where it stands. */
  locate<Result>(action: () => Result): Result;
  /** What reads differently in AWS, each in one line with its place. */
  remarks(resources: readonly Resource[]): string[];
}

/**
 * @throws TemplateError naming the file, the line, the resource and the mend
 * @throws FailedAssertions with all assertions of Rules that do not hold
 */
export function loadTemplate({ file, parameters, preferences = {}, ruleOf }: TemplateSource): Template {
  const parsed = parse(file);
  const locate = <Result>(action: () => Result): Result => withLocation(file, parsed, action);
  const values = locate(() => allParameters(parsed.root, parameters, preferences));
  refuseFailed(
    file,
    parsed,
    locate(() => assertions(parsed.root, values)),
  );
  return {
    directory: dirname(resolve(file)),
    unread: unreadSections(parsed.root),
    resolve: (names) =>
      locate(() => new ResourceTable(parsed.root, values, names, ruleOf, parsed.numberAt).resolveAll()),
    locate,
    remarks: (resources) =>
      [...unquotedDefaults(parsed), ...resources.flatMap(({ unquoted = [] }) => unquoted)].map(
        ({ path, number }) =>
          `${file}:${parsed.lineOf(path)}: ${path.join('.')}: without quotes it is the number ${number} to SAM; ` +
          'put it in quotes',
      ),
  };
}

function assertions(
  { Rules: rules = {}, Parameters: declared }: JsonObject,
  values: Map<string, Json>,
): TemplateError[] {
  return failedAssertions(rules, values, isJsonObject(declared) ? declared : {});
}

function refuseFailed(file: string, { lineOf }: ParsedTemplate, faults: readonly TemplateError[]): void {
  if (faults.length === 0) return;
  throw new FailedAssertions(faults.map((fault) => fault.at(`${file}:${lineOf(fault.path)}`)));
}

function unquotedDefaults({ root, numberAt }: ParsedTemplate): Unquoted[] {
  const declared = isJsonObject(root.Parameters) ? root.Parameters : {};
  return Object.entries(declared).flatMap(([name, declaration]) => {
    const path = ['Parameters', name, 'Default'];
    const number = numberAt(path);
    const isNumber = isJsonObject(declaration) && declaration.Type === 'Number';
    const isKept = number === undefined || (isJsonObject(declaration) && declaration.Default === number);
    return isKept || isNumber ? [] : [{ path, number }];
  });
}

function parse(file: string): ParsedTemplate {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = thrownMessage(cause);
    throw new TemplateError([], `cannot be read (${reason}); start from the project's folder`, file);
  }
  try {
    return parseTemplate(text);
  } catch (error) {
    throw error instanceof TemplateError ? error.at(`${file}:${error.location}`) : error;
  }
}

function allParameters(
  root: JsonObject,
  overrides: TemplateSource['parameters'],
  preferences: TemplateSource['parameters'],
): Map<string, Json> {
  const declared = root.Parameters ?? {};
  if (!isJsonObject(declared))
    throw new TemplateError(['Parameters'], 'must be a map of names to declarations');
  return new Map([
    ...Object.entries(pseudoParameters),
    ...parameterValues(declared, { ...allowed(declared, preferences), ...overrides }),
  ]);
}

function allowed(declared: JsonObject, preferences: TemplateSource['parameters']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(preferences).filter(([name, value]) => {
      const declaration = declared[name];
      const values = isJsonObject(declaration) ? declaration.AllowedValues : undefined;
      return Array.isArray(values) && values.includes(value);
    }),
  );
}

function withLocation<Result>(file: string, parsed: ParsedTemplate, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw error.at(`${file}:${parsed.lineOf(error.path)}`);
  }
}
