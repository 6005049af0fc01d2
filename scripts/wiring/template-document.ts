import { readFileSync } from 'node:fs';
import { withGlobals } from '../../local/template/globals';
import { isJsonObject, type Json, type JsonObject } from '../../local/template/json';
import { parseTemplate } from '../../local/template/parse-template';

/** template.yaml as written: intrinsic functions in their long form, nothing resolved. */
export type TemplateDocument = JsonObject;

export interface DeclaredResource {
  readonly id: string;
  /** Attributes beside Properties, such as DeletionPolicy. */
  readonly declaration: JsonObject;
  /** Properties with those of the Globals section below them. */
  readonly properties: JsonObject;
}

/** Names each violation by resource; empty when the rule holds. */
export type TemplateRule = (template: TemplateDocument) => string[];

export const FUNCTION = 'AWS::Serverless::Function';
export const MAPPING = 'AWS::Lambda::EventSourceMapping';
export const QUEUE = 'AWS::SQS::Queue';
export const ROLE = 'AWS::IAM::Role';
export const SECRET = 'AWS::SecretsManager::Secret';
export const TABLE = 'AWS::DynamoDB::Table';

export function readTemplate(file = 'template.yaml'): TemplateDocument {
  return parseTemplate(readFileSync(file, 'utf8')).root;
}

export function resourcesOf(template: TemplateDocument, type: string): DeclaredResource[] {
  const globals = objectAt(template, 'Globals');
  return Object.entries(objectAt(template, 'Resources')).flatMap(([id, declaration]) =>
    isJsonObject(declaration) && declaration.Type === type
      ? [{ id, declaration, properties: withGlobals(globals, type, objectAt(declaration, 'Properties')) }]
      : [],
  );
}

export function resource(
  template: TemplateDocument,
  type: string,
  id: string | undefined,
): DeclaredResource | undefined {
  return resourcesOf(template, type).find((candidate) => candidate.id === id);
}

/** The value under a path of keys and indexes; undefined where the path ends early. */
export function valueAt(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((current, key) => {
    if (Array.isArray(current)) return current[Number(key)];
    return isJsonObject(current) ? current[key] : undefined;
  }, value);
}

export function objectAt(value: Json | undefined, ...path: (string | number)[]): JsonObject {
  const found = valueAt(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** A list that may be written as its only item. */
export function listAt(value: Json | undefined, ...path: (string | number)[]): Json[] {
  const found = valueAt(value, ...path);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** The logical id in `!Ref Id`, if that is what the value is. */
export function refAt(value: Json | undefined, ...path: (string | number)[]): string | undefined {
  const id = valueAt(value, ...path, 'Ref');
  return typeof id === 'string' ? id : undefined;
}

export interface ResourcePart {
  readonly id: string;
  /** `Arn`, `StreamArn`, or `Arn/stream/*` for `!Sub ${Id.Arn}/stream/*`. */
  readonly part: string;
}

/** What `!GetAtt Id.Part` or `!Sub ${Id.Part}...` points at; undefined for anything else. */
export function partAt(value: Json | undefined, ...path: (string | number)[]): ResourcePart | undefined {
  const found = valueAt(value, ...path);
  const [id, part] = listAt(found, 'Fn::GetAtt');
  if (typeof id === 'string' && typeof part === 'string') return { id, part };
  const text = valueAt(found, 'Fn::Sub');
  const match = typeof text === 'string' ? /^\$\{(\w+)\.(\w+)\}(.*)$/.exec(text) : null;
  return match === null ? undefined : { id: match[1] ?? '', part: `${match[2] ?? ''}${match[3] ?? ''}` };
}
