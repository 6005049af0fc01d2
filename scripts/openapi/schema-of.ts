import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { EQUALS, IS_OBJECT, MATCHES, MAX, MIN } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { CURSOR_PATTERN } from '../../src/http/cursor';
import { descriptionOf } from '../../src/http/describe';
import {
  CONTAINS_RULE,
  CURSOR_RULE,
  MAX_CONTAINS_LENGTH,
  MOMENT_PATTERN,
  MOMENT_RULE,
  UUID_RULE,
  UUID_SCHEMA,
} from '../../src/http/fields';
import { DECIMAL_RULE, WHOLE_RULE } from '../../src/http/numbers';
import type { ViewClass } from '../../src/http/answer';
import type { Schema } from './openapi-document';

export interface ObjectSchema extends Schema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const converters = {
  // The library's own say `type: number`, which would win over an @IsInt written below them.
  [MIN]: (rule: ValidationMetadata): Schema => ({ minimum: firstConstraint(rule) }),
  [MAX]: (rule: ValidationMetadata): Schema => ({ maximum: firstConstraint(rule) }),
  [MATCHES]: (rule: ValidationMetadata): Schema => ({
    type: 'string',
    pattern: (firstConstraint(rule) as RegExp).source,
  }),
  [IS_OBJECT]: { type: 'object', additionalProperties: true } as const,
  [EQUALS]: (rule: ValidationMetadata): Schema => ({ const: firstConstraint(rule) }),
  [WHOLE_RULE]: (rule: ValidationMetadata): Schema => ({ type: 'integer', ...boundsOf(rule) }),
  [DECIMAL_RULE]: (rule: ValidationMetadata): Schema => ({ type: 'number', ...boundsOf(rule) }),
  [UUID_RULE]: UUID_SCHEMA,
  [CURSOR_RULE]: { type: 'string', pattern: CURSOR_PATTERN } as const,
  [MOMENT_RULE]: { type: 'string', pattern: MOMENT_PATTERN } as const,
  [CONTAINS_RULE]: (rule: ValidationMetadata): Schema => ({
    type: 'string',
    // A dot would leave out line ends.
    pattern: `^(${(firstConstraint(rule) as string[]).join('|')}):[\\s\\S]{1,${MAX_CONTAINS_LENGTH}}$`,
  }),
};

/** The JSON Schema of one DTO or view, from its class-validator decorators; nested classes are references. */
export function schemaOf(target: ViewClass): ObjectSchema {
  const { properties = {}, required = [] } = targetConstructorToSchema(target, {
    additionalConverters: converters,
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
  });
  const defaults = defaultsOf(target);
  const described = Object.entries(properties).map(
    ([field, schema]) => [field, describe(target, field, schema, defaults[field])] as const,
  );
  const needed = required.filter((field) => defaults[field] === undefined);
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    // Without it, generators read "no property at all" where a class says nothing of them.
    ...(described.length === 0 ? { additionalProperties: true } : {}),
    ...(needed.length === 0 ? {} : { required: needed }),
  };
}

function describe(target: ViewClass, field: string, schema: object, byDefault: unknown): Schema {
  const words = descriptionOf(target.prototype as object, field);
  return {
    ...schema,
    ...(words === undefined ? {} : { description: words.text }),
    ...(words?.example === undefined ? {} : { examples: [words.example] }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

/** What a client gets who leaves a field out: the initial values of a class without constructor parameters. */
function defaultsOf(target: ViewClass): Record<string, unknown> {
  return target.length === 0 ? { ...(Reflect.construct(target, []) as object) } : {};
}

function boundsOf({ constraints }: ValidationMetadata): Schema {
  const [minimum, maximum] = constraints as readonly number[];
  return { minimum, maximum };
}

function firstConstraint(rule: ValidationMetadata): unknown {
  return (rule.constraints as readonly unknown[])[0];
}
