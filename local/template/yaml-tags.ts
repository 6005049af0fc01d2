import type { Json } from './json';
import { TemplateError, type TemplatePath } from './template-error';

const plainNames = new Set(['Ref', 'Condition']);

const functionNames = new Set([
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

/** Turns a short tag (`!Sub x`) into its long form (`{ "Fn::Sub": x }`). */
export function expandTag(tag: string, value: Json, path: TemplatePath): Json {
  const name = tag.slice(1);
  if (plainNames.has(name)) return { [name]: value };
  if (!functionNames.has(name)) throw new TemplateError(path, `${tag} is not a CloudFormation function`);
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? splitAttribute(value) : value };
}

/** `Table.StreamArn` names a resource and an attribute; attributes may hold further dots. */
export function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
