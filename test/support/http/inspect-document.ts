import type { OpenApiDocument, Operation } from '../../../scripts/openapi/openapi-document';

export function operation(document: OpenApiDocument, method: string, path: string): Operation {
  const found = document.paths[path]?.[method];
  if (found === undefined) throw new Error(`No ${method} ${path}`);
  return found;
}

export function operationsOf(document: OpenApiDocument): [path: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).map((each): [string, Operation] => [path, each]),
  );
}

export function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : refsIn(child)));
}

/** Schemas of objects that have no field and may have no other either, to who generates types of them. */
export function emptyObjectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, properties, ...more } = value as Readonly<Record<string, unknown>>;
  const isEmpty =
    type === 'object' &&
    !('additionalProperties' in more || 'allOf' in more || 'oneOf' in more) &&
    Object.keys(properties ?? {}).length === 0;
  return [...(isEmpty ? [value] : []), ...Object.values(value).flatMap(emptyObjectsIn)];
}

export function lookUp(document: OpenApiDocument, ref: string): unknown {
  const steps = ref.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
}

/** The object itself, or what it refers to. */
export function resolve(document: OpenApiDocument, value: object): Record<string, unknown> {
  return ('$ref' in value ? lookUp(document, String(value.$ref)) : value) as Record<string, unknown>;
}

export function parametersByName(
  document: OpenApiDocument,
  of: Operation,
): Map<unknown, Record<string, unknown>> {
  const parameters = of.parameters.map((parameter) => resolve(document, parameter));
  return new Map(parameters.map((parameter) => [parameter.name, parameter]));
}
