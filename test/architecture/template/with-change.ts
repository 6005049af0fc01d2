import { isJsonObject, type Json, type JsonObject } from '../../../local/template/json';
import type { TemplateDocument } from '../../../scripts/wiring/template-document';
import { soundTemplate } from './sound-template';

/**
 * template.yaml with one thing changed, to show that a rule can fail.
 *
 * @param path keys and indexes below Resources, such as `IamUserQueue.Properties.FifoQueue`
 * @param value the new value; undefined removes what is there
 * @throws Error where the path leads nowhere: a rule must not pass for want of a change
 */
export function withChange(path: string, value: Json | undefined): TemplateDocument {
  const template = soundTemplate();
  const keys = ['Resources', ...path.split('.')];
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Json>((current, key) => child(current, key, path), template);
  if (value === undefined) remove(parent, last, path);
  else set(parent, last, value, path);
  return template;
}

function child(parent: Json, key: string, path: string): Json {
  const found = Array.isArray(parent) ? parent[Number(key)] : isJsonObject(parent) ? parent[key] : undefined;
  if (found === undefined) throw new Error(`template.yaml has no ${key} on the way to ${path}.`);
  return found;
}

function set(parent: Json, key: string, value: Json, path: string): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else container(parent, path)[key] = value;
}

function remove(parent: Json, key: string, path: string): void {
  child(parent, key, path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(container(parent, path), key);
}

function container(parent: Json, path: string): JsonObject {
  if (isJsonObject(parent)) return parent;
  throw new Error(`${path} does not lead into a map of template.yaml.`);
}
