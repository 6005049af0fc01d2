import type { Schema } from './openapi-document';

/** Of what the gateway answers before, or instead of, a function. */
export const gatewayMessageSchema: Schema = {
  type: 'object',
  description: 'What API Gateway itself answers.',
  required: ['message'],
  properties: { message: { type: 'string' } },
};

export const problemSchema: Schema = {
  type: 'object',
  description: 'A refusal, as RFC 9457 describes it.',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: '`/problems/` and the code.' },
    title: { type: 'string', description: 'One per status.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'For people; may change.' },
    code: { type: 'string', description: 'Stable; branch on it.' },
    traceId: { type: 'string', description: 'The correlation id; quote it when you ask for help.' },
    errors: {
      type: 'array',
      description: 'The offending fields, nested ones dotted.',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
