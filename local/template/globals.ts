import { isJsonObject, type Json, type JsonObject } from './json';

const sectionOf: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::HttpApi': 'HttpApi',
};

/**
 * Properties of a resource with those of the Globals section below them.
 *
 * @param ignored its IgnoreGlobals: `*`, or a list of names
 */
export function withGlobals(
  globals: JsonObject,
  type: string,
  properties: JsonObject,
  ignored: Json = [],
): JsonObject {
  const section = globals[sectionOf[type] ?? ''];
  if (!isJsonObject(section) || ignored === '*') return properties;
  const left = Object.entries(section).filter(([name]) => ![ignored].flat().includes(name));
  return mergeMaps(Object.fromEntries(left), properties);
}

/** SAM's rule: maps are merged, lists are joined, anything else is replaced ("Globals section"). */
function merge(below: Json, above: Json): Json {
  if (Array.isArray(below) && Array.isArray(above)) return [...below, ...above];
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  return isIntrinsic(below) || isIntrinsic(above) ? above : mergeMaps(below, above);
}

function mergeMaps(below: JsonObject, above: JsonObject): JsonObject {
  const merged: JsonObject = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const existing = below[key];
    merged[key] = existing === undefined ? value : merge(existing, value);
  }
  return merged;
}

function isIntrinsic(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]?.startsWith('Fn::') === true);
}
