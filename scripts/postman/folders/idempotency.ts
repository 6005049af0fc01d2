import { call, type Folder } from '../call';
import { accepted, malformed, refused, told } from '../expectations';

const ida = { id: '{{idaId}}', email: 'ida.{{idaId}}@example.com' };
const rename = 'PUT /users/{{idaId}}';
const names = { firstName: 'Ida', lastName: 'Fox' };
const key = (value: string): { readonly 'Idempotency-Key': string } => ({ 'Idempotency-Key': value });
const reused = refused(422, 'idempotency-key-reused');
const badKey = malformed('idempotency-key');

export const idempotency: Folder = {
  name: 'Idempotency',
  description: 'Requests that are sent again under their Idempotency-Key, and get the answer of the first.',
  calls: [
    call('Register Ida', 'POST /users', accepted('ida', 1), {
      newIds: ['idaId', 'firstKey', 'nameKey', 'lastKey'],
      headers: key('{{firstKey}}'),
      body: ida,
    }),
    call('Register Ida again', 'POST /users', accepted('ida', 1), {
      headers: key('{{firstKey}}'),
      body: ida,
    }),
    call('Register Ida again, with the key in quotes', 'POST /users', accepted('ida', 1), {
      headers: key('"{{firstKey}}"'),
      body: ida,
    }),
    call('Register someone else under the key', 'POST /users', reused, {
      headers: key('{{firstKey}}'),
      body: { ...ida, email: 'other.{{idaId}}@example.com' },
    }),
    call('Name Ida under the key of her registration', rename, reused, {
      headers: key('{{firstKey}}'),
      body: names,
    }),

    call('Give Ida no name', rename, refused(422, 'iam/user/name-invalid', 'firstName'), {
      headers: key('{{nameKey}}'),
      body: { ...names, firstName: ' ' },
    }),
    call('Name Ida under the key of what was refused', rename, accepted('ida', 2), {
      headers: key('{{nameKey}}'),
      body: names,
    }),
    call('Name Ida differently', rename, accepted('ida', 3), {
      headers: { ...key('{{lastKey}}'), 'If-Match': '"2"' },
      body: { ...names, firstName: 'Idalia' },
    }),
    call('Name Ida as before, by a late repeat', rename, accepted('ida', 2), {
      headers: key('{{nameKey}}'),
      body: names,
    }),
    call('Repeat a change of one version as one of another', rename, reused, {
      headers: { ...key('{{lastKey}}'), 'If-Match': '"3"' },
      body: { ...names, firstName: 'Idalia' },
    }),
    call(
      'See that each happened once',
      'GET /users/{{idaId}}/events',
      told([
        { version: 1, type: 'iam/user/registered', data: { email: ida.email } },
        { version: 2, type: 'iam/user/names-updated', data: names },
        { version: 3, type: 'iam/user/names-updated', data: { ...names, firstName: 'Idalia' } },
      ]),
    ),

    call('Send two keys', rename, badKey, { headers: key('"one", "two"'), body: names }),
    call('Send a key with a space', rename, badKey, { headers: key('one two'), body: names }),
    call('Send a key that is too long', rename, badKey, { headers: key('k'.repeat(256)), body: names }),
    call('Read under a key', 'GET /users/{{idaId}}', badKey, { headers: key('{{firstKey}}') }),
  ],
};
