import {
  CORRELATION_ID,
  CORRELATION_PATTERN,
  IF_MATCH_PATTERN,
  MAX_KEY_LENGTH,
} from '../../src/http/request';
import { EXAMPLE_ID } from './example-of';
import type { Parameter, Reference, Schema } from './openapi-document';

/** Headers of every answer. */
export const commonHeaders: Readonly<Record<string, Reference>> = {
  [CORRELATION_ID]: { $ref: '#/components/headers/CorrelationId' },
};

export const headerComponents: Readonly<Record<string, Schema>> = {
  CorrelationId: { description: 'The id of the conversation.', schema: { type: 'string' } },
  ETag: {
    description: 'The version, quoted; of a list, a weak tag of its content.',
    schema: { type: 'string', examples: ['"3"'] },
  },
};

/** What `idempotencyOf` takes: a text in quotes, which may hold escaped ones, or one without quotes and commas. */
const KEY_PATTERN = String.raw`^("([!#-\[\]-~]|\\["\\]){1,${MAX_KEY_LENGTH}}"|[!#-+\--~]{1,${MAX_KEY_LENGTH}})$`;

export const parameterComponents: Readonly<Record<string, Parameter>> = {
  CorrelationId: header(
    CORRELATION_ID,
    'Joins this request to a conversation; the gateway makes one up otherwise.',
    CORRELATION_PATTERN.source,
    'order-17',
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    'Makes a repeat harmless: for a day, a request with the key of an earlier one gets that one’s answer, and ' +
      'nothing happens a second time. What was refused is not kept: the key is free to try again. Choose a new key for each command, a UUID for example; quotes around it are not part of it.',
    KEY_PATTERN,
    EXAMPLE_ID,
  ),
  IfMatch: header(
    'If-Match',
    'The version that the command expects, as the ETag gave it: `"3"`.',
    IF_MATCH_PATTERN.source,
    '"1"',
  ),
  IfNoneMatch: header(
    'If-None-Match',
    'An ETag that the client has; 304 when nothing changed.',
    undefined,
    '"3"',
  ),
};

function header(name: string, description: string, pattern: string | undefined, example: string): Parameter {
  const schema = { type: 'string', ...(pattern !== undefined && { pattern }) };
  return { name, in: 'header', required: false, description, schema, example };
}
