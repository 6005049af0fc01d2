import { call, type Folder } from '../call';
import {
  accepted,
  fresh,
  malformed,
  notModified,
  readable,
  refused,
  tagged,
  withHeader,
} from '../expectations';

const names = { firstName: 'Eve', lastName: 'Fox' };
const rename = 'PUT /users/{{eveId}}';
const late = withHeader(refused(504, 'not-readable-yet'), 'Retry-After', '1');
const unmatched = refused(412, 'version-mismatch');

export const conditions: Folder = {
  name: 'Versions and conditions',
  description: 'minVersion and wait on reads, If-Match on commands, If-None-Match on reads.',
  calls: [
    call('Register Eve', 'POST /users', accepted('eve', 1), {
      newIds: ['eveId', 'roleId', 'laterId'],
      body: { id: '{{eveId}}', email: 'eve.{{eveId}}@example.com' },
    }),
    call('Create a role', 'POST /roles', accepted('role', 1), {
      body: { id: '{{roleId}}', name: 'Guest {{roleId}}' },
    }),
    call('Wait for the role', `GET /roles/{{roleId}}?${fresh('role')}`, readable()),
    call('Wait for Eve', `GET /users/{{eveId}}?${fresh('eve')}`, tagged('eveTag')),

    call('Ask for a version that is not there', 'GET /users/{{eveId}}?minVersion=99&wait=0', late),
    call('Wait a moment for it', 'GET /users/{{eveId}}?minVersion=99&wait=0.2', late),
    call('Ask for a later version of the role', 'GET /roles/{{roleId}}?minVersion=99&wait=0', late),
    call('Ask for later roles of Eve', 'GET /users/{{eveId}}/roles?minVersion=99&wait=0', late),
    call('Ask for later users of the role', 'GET /roles/{{roleId}}/users?minVersion=99&wait=0', late),
    call(
      'Ask for users of the role as of a later Eve',
      'GET /roles/{{roleId}}/users?minVersion=99&wait=0&of=user:{{eveId}}',
      late,
    ),

    call('See Eve only if she has changed', 'GET /users/{{eveId}}', notModified(), {
      headers: { 'If-None-Match': '"0", {{eveTag}}' },
    }),

    call('Name Eve as of version 1', rename, accepted('eve', 2), {
      headers: { 'If-Match': '{{eveTag}}' },
      body: names,
    }),
    call('Name Eve as of version 1 again', rename, refused(412, 'version-mismatch'), {
      headers: { 'If-Match': '{{eveTag}}' },
      body: names,
    }),
    call('See Eve, who has changed', `GET /users/{{eveId}}?${fresh('eve')}`, tagged('eveTag'), {
      headers: { 'If-None-Match': '{{eveTag}}' },
    }),
    call(
      'Disable the role as of another version',
      'PUT /roles/{{roleId}}/disable',
      refused(412, 'version-mismatch'),
      {
        headers: { 'If-Match': '"7"' },
      },
    ),
    call('Register someone as of a version', 'POST /users', refused(412, 'version-mismatch'), {
      headers: { 'If-Match': '"1"' },
      body: { id: '{{laterId}}', email: 'later.{{laterId}}@example.com' },
    }),
    call('Name Eve as of a weak tag', rename, unmatched, { headers: { 'If-Match': 'W/"2"' }, body: names }),
    call('Name Eve as of no version', rename, unmatched, { headers: { 'If-Match': '"two"' }, body: names }),
    call('Name Eve as of any version', rename, malformed('if-match'), {
      headers: { 'If-Match': '*' },
      body: names,
    }),
    call('Name Eve as of several versions', rename, malformed('if-match'), {
      headers: { 'If-Match': '"1", "2"' },
      body: names,
    }),
    call(
      'Name someone who is not there, as of a version',
      'PUT /users/{{laterId}}',
      refused(404, 'iam/user/not-found'),
      {
        headers: { 'If-Match': '"1"' },
        body: names,
      },
    ),
    call('Name Eve unless she is there', rename, malformed('if-none-match'), {
      headers: { 'If-None-Match': '*' },
      body: names,
    }),
    call('Read as of a version by If-Match', 'GET /users/{{eveId}}', malformed('if-match'), {
      headers: { 'If-Match': '"2"' },
    }),
  ],
};
