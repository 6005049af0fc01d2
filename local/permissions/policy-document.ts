import { isJsonObject, type Json, type JsonObject } from '../template/json';
import { TemplateError, type TemplatePath } from '../template/template-error';
import { problemOf } from './condition';
import type { Condition, Statement } from './statement';

const KNOWN_ELEMENTS = new Set(['Sid', 'Effect', 'Action', 'Resource', 'NotResource', 'Condition']);

/**
 * Statements of an identity-based policy document.
 *
 * @throws TemplateError for whatever this machine would have to ignore: what is not held against calls here
 * must not look as if it were
 */
export function policyStatements(document: Json | undefined, path: TemplatePath): Statement[] {
  if (!isJsonObject(document) || document.Statement === undefined) {
    throw new TemplateError(path, 'needs a Statement');
  }
  const { Statement: statements } = document;
  return (Array.isArray(statements) ? statements : [statements]).map((statement, index) =>
    policyStatement(statement, [...path, 'Statement', ...(Array.isArray(statements) ? [index] : [])]),
  );
}

function policyStatement(statement: Json, path: TemplatePath): Statement {
  if (!isJsonObject(statement))
    throw new TemplateError(path, 'must be a map with Effect, Action and Resource');
  const stranger = Object.keys(statement).find((name) => !KNOWN_ELEMENTS.has(name));
  if (stranger !== undefined) {
    throw new TemplateError(
      [...path, stranger],
      'is not understood on this machine; say it with Effect, Action, Resource or NotResource, and Condition',
    );
  }
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new TemplateError([...path, 'Effect'], 'must be Allow or Deny');
  }
  return {
    effect,
    actions: texts(statement.Action, [...path, 'Action']).map((action) => action.toLowerCase()),
    ...resources(statement, path),
    conditions: conditions(statement.Condition, [...path, 'Condition']),
  };
}

function resources(
  { Resource: these, NotResource: others }: JsonObject,
  path: TemplatePath,
): Pick<Statement, 'resources' | 'inverted'> {
  const name = others === undefined ? 'Resource' : 'NotResource';
  const place = [...path, name];
  if (these !== undefined && others !== undefined)
    throw new TemplateError(place, 'excludes Resource; keep one of them');
  const patterns = texts(others ?? these, place).map((resource) => {
    if (resource === '*' || (resource.startsWith('arn:') && !resource.includes('${'))) return resource;
    throw new TemplateError(place, `must be "*" or an ARN, not "${resource}"`);
  });
  return { resources: patterns, ...(others !== undefined && { inverted: true }) };
}

function conditions(block: Json | undefined, path: TemplatePath): Condition[] {
  if (block === undefined) return [];
  return Object.entries(map(block, path)).flatMap(([operator, comparisons]) =>
    Object.entries(map(comparisons, [...path, operator])).map(([key, wanted]) => {
      const place = [...path, operator, key];
      const condition = { operator, key: key.toLowerCase(), values: texts(wanted, place) };
      const problem = problemOf(condition);
      if (problem !== undefined) throw new TemplateError(place, problem);
      return condition;
    }),
  );
}

function map(value: Json, path: TemplatePath): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TemplateError(path, 'must be a map');
}

/** One text or a list of them; numbers and booleans are written without quotes in YAML. */
function texts(value: Json | undefined, path: TemplatePath): string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (list.length === 0) throw new TemplateError(path, 'must be a text or a list of texts');
  return list.map((one) => {
    if (typeof one !== 'object') return String(one);
    throw new TemplateError(path, 'must be a text or a list of texts');
  });
}
