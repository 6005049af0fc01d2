import { isJsonArray, isJsonObject, type Json } from './json';

/** `.name`, `[0]` or `['name']`, one after another. */
const STEP = /\.([^.[\]'"*\s]+)|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\]/y;

/** Reads a part of an event; undefined where the event has no such part. */
export type JsonPath = (event: Json) => Json | undefined;

/**
 * The JSON paths of targets, which lead to one place: `$.detail.items[0].name`.
 *
 * @returns undefined for what is no such path
 */
export function compilePath(path: string): JsonPath | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: string[] = [];
  for (let at = 1; at < path.length;) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (step === null) return undefined;
    steps.push(step.slice(1).join(''));
    at = STEP.lastIndex;
  }
  return (event) => steps.reduce<Json | undefined>(stepInto, event);
}

function stepInto(node: Json | undefined, step: string): Json | undefined {
  if (isJsonArray(node)) return node[Number(step)];
  return isJsonObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}
