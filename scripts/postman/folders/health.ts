import { call, type Folder } from '../call';
import { answered, notModified, tagged } from '../expectations';

export const health: Folder = {
  name: 'Health',
  description: 'What belongs to no aggregate.',
  calls: [
    call('Ask for health', 'GET /health', answered({ status: 'ok' })),
    call('Get the OpenAPI document', 'GET /openapi.json', tagged('documentTag')),
    call('Get the public keys of the tokens', 'GET /.well-known/jwks.json', tagged('keysTag')),
    call('Get the document only if it is new', 'GET /openapi.json', notModified(), {
      headers: { 'If-None-Match': '{{documentTag}}' },
    }),
  ],
};
