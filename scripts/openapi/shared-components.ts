import { CORRELATION_ID, MAX_KEY_LENGTH } from '../../src/http/request';
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

export const parameterComponents: Readonly<Record<string, Parameter>> = {
  CorrelationId: header(
    CORRELATION_ID,
    'Joins this request to a conversation; the gateway makes one up otherwise.',
    {
      maxLength: 128,
      pattern: '^[\\w.:+/=-]+$',
    },
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    'Makes a repeat harmless: for a day, a request with the key of an earlier one gets that one’s answer, and ' +
      'nothing happens a second time. What was refused is not kept: the key is free to try again. Choose a new key for each command, a UUID for example; quotes around it are not part of it.',
    { minLength: 1, maxLength: MAX_KEY_LENGTH + 2, examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'] },
  ),
  IfMatch: header('If-Match', 'The version that the command expects, as the ETag gave it: `"3"`.', {
    pattern: '^"[1-9][0-9]*"$',
  }),
  IfNoneMatch: header('If-None-Match', 'An ETag that the client has; 304 when nothing changed.', {}),
};

function header(name: string, description: string, schema: Schema): Parameter {
  return { name, in: 'header', required: false, description, schema: { type: 'string', ...schema } };
}
