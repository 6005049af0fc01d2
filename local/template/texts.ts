import { isJsonObject, type Json } from './json';
import { TemplateError, type TemplatePath } from './template-error';

/** `{{resolve:ssm:name}}`: CloudFormation looks it up in another service. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/;

/** @throws TemplateError that says how to give the value */
export function refuseDynamicReferences(value: Json, path: TemplatePath): void {
  withTexts(value, path, (text, place) => {
    const reference = DYNAMIC_REFERENCE.exec(text)?.[0];
    if (reference === undefined) return text;
    throw new TemplateError(
      place,
      `${reference} is not looked up on this machine; make a parameter of it, and give its value with ` +
        '--parameter NAME=VALUE or as LOCAL_PARAMETER_NAME in .env',
    );
  });
}

/** A value with each text in it replaced. */
export function withTexts(
  value: Json,
  path: TemplatePath,
  replace: (text: string, path: TemplatePath) => Json,
): Json {
  if (typeof value === 'string') return replace(value, path);
  if (Array.isArray(value)) return value.map((item, index) => withTexts(item, [...path, index], replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withTexts(item, [...path, key], replace)]),
  );
}
