import type { Json } from './json';
import { TemplateError, type TemplatePath } from './template-error';
import { booleanOf, numberOf } from './values';

/**
 * A value in the kind that a property asks for.
 *
 * @throws TemplateError for what does not fit; it shows no secret
 */
export function scalar(
  value: Json,
  kind: 'text' | 'secret' | 'number' | 'boolean',
  path: TemplatePath,
): Json {
  const asText = (): string | undefined =>
    value === null || typeof value === 'object' ? undefined : String(value);
  const read = {
    text: asText,
    secret: asText,
    number: () => numberOf(value),
    boolean: () => booleanOf(value),
  }[kind]();
  if (read !== undefined) return read;
  if (kind === 'secret') throw new TemplateError(path, 'must be text; write it as one, in JSON if need be');
  const expected = { text: 'text', number: 'a number', boolean: 'true or false' }[kind];
  throw new TemplateError(path, `must be ${expected}, not ${JSON.stringify(value)}`);
}
