import { call, type Call, type Folder } from '../call';
import { accepted, fresh, malformed, readable, refused, shown, withHeader } from '../expectations';

const user = { id: '{{someoneId}}', email: 'someone.{{someoneId}}@example.com' };
const rename = 'PUT /users/{{someoneId}}';
const long = 'ü'.repeat(101);

function body(name: string, raw: string, expect = malformed(), prepare: readonly string[] = []): Call {
  return call(`Send ${name}`, 'POST /users', expect, { body: raw, prepare });
}

function type(name: string, contentType: string): Call {
  const expect = refused(415, 'unsupported-media-type');
  return call(`Send ${name}`, 'POST /users', expect, {
    headers: { 'Content-Type': contentType },
    body: user,
  });
}

const bodies = [
  call('Send no body', 'POST /users', malformed()),
  body('malformed JSON', '{"id": "{{someoneId}}",'),
  body('an array', '[]'),
  body('null', 'null'),
  body('a text', '"text"'),
  body('2 MB', '{{large}}', refused(413, 'too-large'), [
    "pm.variables.set('large', JSON.stringify({ email: 'x'.repeat(2 ** 21) }));",
  ]),
  body('deeply nested JSON', '{{deep}}', malformed(), [
    "pm.variables.set('deep', '{\"a\":'.repeat(1000) + '1' + '}'.repeat(1000));",
  ]),
  body('half a surrogate pair', '{"id": "{{someoneId}}", "email": "\\ud83c@example.com"}'),
  body('the key __proto__', '{"id": "{{someoneId}}", "__proto__": {"admin": true}}'),
  body('the key constructor', '{"id": "{{someoneId}}", "constructor": {"prototype": {"admin": true}}}'),
  call('Send an unknown field', 'POST /users', malformed('admin'), { body: { ...user, admin: true } }),
  call('Send an empty object', 'POST /users', malformed('id', 'email'), { body: {} }),
  call('Send fields of other types', 'POST /users', malformed('id', 'email'), {
    body: { id: 7, email: ['a@b.c'] },
  }),
  call('Send a bad UUID', 'POST /users', malformed('id'), { body: { ...user, id: 'ann' } }),
  call('Send the nil UUID', 'POST /roles', malformed('id'), {
    body: { id: '00000000-0000-0000-0000-000000000000', name: 'Nil' },
  }),
  call('Send a bad UUID as a role', 'POST /users/{{someoneId}}/roles', malformed('roleId'), {
    body: { roleId: '{{someoneId}}0' },
  }),
  call('Send a body where none is taken', `${rename}/disable`, malformed(), {
    body: { reason: 'none' },
  }),
];

const types = [
  type('a form', 'application/x-www-form-urlencoded'),
  type('plain text', 'text/plain'),
  // API Gateway hands the function what is not text in base64.
  type('bytes', 'application/octet-stream'),
  type('another character set', 'application/json; charset=iso-8859-1'),
];

const names = [
  call(
    'Register someone, by a type that API Gateway encodes in base64',
    'POST /users',
    accepted('someone', 1),
    {
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: user,
    },
  ),
  call('Give names that are not ASCII', rename, accepted('someone', 2), {
    body: { firstName: 'Żaneta 王 🌱', lastName: 'O’Néill' },
  }),
  call(
    'See them as they were given',
    `GET /users/{{someoneId}}?${fresh('someone')}`,
    shown({
      ...user,
      version: 2,
      firstName: 'Żaneta 王 🌱',
      lastName: 'O’Néill',
      disabled: false,
    } as { version: number }),
  ),
  call('Give a name of 101 characters', rename, refused(422, 'iam/user/name-invalid', 'lastName'), {
    body: { firstName: 'Ann', lastName: long },
  }),
  call('Give a name of 1,010 characters', rename, malformed('firstName'), {
    body: { firstName: long.repeat(10), lastName: 'Lee' },
  }),
  call('Give a role a name of 101 characters', 'POST /roles', refused(422, 'iam/role/name-invalid', 'name'), {
    body: { id: '{{someoneId}}', name: long },
  }),
];

const paths = [
  call('Use a bad UUID in a path', 'GET /users/ann', malformed('id')),
  call('Use a bad UUID in a command', 'PUT /roles/1/disable', malformed('id')),
  call('Use a bad UUID of a role', 'DELETE /users/{{someoneId}}/roles/1', malformed('roleId')),
];

const queries = [
  call('Repeat a parameter', 'GET /users?limit=1&limit=2', malformed('limit')),
  call('Use an unknown parameter', 'GET /roles?order=name', malformed('order')),
  call('Use a parameter where none is taken', 'GET /health?verbose=true', malformed('verbose')),
  call('Ask for no items', 'GET /users?limit=0', malformed('limit')),
  call('Ask for 101 items', 'GET /roles?limit=101', malformed('limit')),
  call('Ask for ten items in words', 'GET /users/{{someoneId}}/roles?limit=ten', malformed('limit')),
  call(
    'Filter by an attribute that is not there',
    'GET /users?contains=disabled:true',
    malformed('contains'),
  ),
  call('Sort by what no index has', 'GET /users?sort=lastName', malformed('sort')),
  call('Filter without an attribute', 'GET /roles?contains=writer', malformed('contains')),
  call('Filter by nothing', 'GET /users?contains=email:', malformed('contains')),
  call('Wait too long', 'GET /users/{{someoneId}}?minVersion=1&wait=6', malformed('wait')),
  call('Wait for less than nothing', 'GET /roles/{{someoneId}}?minVersion=-1', malformed('minVersion')),
  call('Wait for a stream that is none', 'GET /roles/{{someoneId}}/users?of=ann', malformed('of')),
];

const correlation = [
  call(
    'Name the conversation',
    'GET /users/{{someoneId}}',
    withHeader(readable(), 'X-Correlation-Id', 'order-17'),
    {
      headers: { 'X-Correlation-Id': 'order-17' },
    },
  ),
  call('Name it badly', 'GET /users/{{someoneId}}', malformed('x-correlation-id'), {
    headers: { 'X-Correlation-Id': 'order 17' },
  }),
];

export const badInput: Folder = {
  name: 'Bad input',
  description: 'Everything that is refused before it reaches the domain, and a little that is not.',
  calls: [...bodies.map(withNewId), ...types, ...names, ...paths, ...queries, ...correlation],
};

function withNewId(each: Call, index: number): Call {
  return index === 0 ? { ...each, newIds: ['someoneId'] } : each;
}
