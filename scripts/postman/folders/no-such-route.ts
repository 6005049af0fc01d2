import { call, type Folder } from '../call';
import { refused, withHeader } from '../expectations';

const ID = '0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a01';
const notThere = refused(404, 'not-found');
const only = (allowed: string): typeof notThere =>
  withHeader(refused(405, 'method-not-allowed'), 'Allow', allowed);

export const noSuchRoute: Folder = {
  name: 'No such route',
  description: 'An unknown path is 404; a known one with another method is 405 and says which are allowed.',
  calls: [
    call('Ask for an unknown path', 'GET /groups', notThere),
    call('Ask for a path below a known one', `GET /users/${ID}/roles/${ID}/users`, notThere),
    call('Ask for the root', 'GET /', notThere),
    call('Post to an unknown path', 'POST /groups', notThere),
    call('Delete all users', 'DELETE /users', only('GET, HEAD, POST')),
    call('Patch a user', `PATCH /users/${ID}`, only('GET, HEAD, PUT')),
    call('Get a command', `GET /roles/${ID}/disable`, only('PUT')),
    call('Get one membership', `GET /users/${ID}/roles/${ID}`, only('DELETE')),
    call('Post to health', 'POST /health', only('GET, HEAD')),
  ],
};
