import { call, type Folder } from '../call';
import { accepted, fresh, listed, readable } from '../expectations';

const heldRole = { id: '{{editorId}}', name: 'Editor {{editorId}}' };
const member = { id: '{{bobId}}', firstName: '', lastName: '', disabled: false };
const renamed = { ...member, firstName: 'Bob', lastName: 'Ray' };

const ofBob = `${fresh('bob')}&of=user:{{bobId}}`;
const rolesOfBob = `GET /users/{{bobId}}/roles?${fresh('bob')}`;
const usersOfEditor = `GET /roles/{{editorId}}/users?${ofBob}`;
const add = 'POST /users/{{bobId}}/roles';
const remove = 'DELETE /users/{{bobId}}/roles/{{editorId}}';
const editor = { roleId: '{{editorId}}' };

export const memberships: Folder = {
  name: 'Memberships',
  description: 'Bob becomes an editor, is renamed, leaves, comes back and is disabled. Both lists follow.',
  calls: [
    call('Create the role of editors', 'POST /roles', accepted('editor', 1), {
      newIds: ['editorId', 'bobId'],
      body: { id: '{{editorId}}', name: 'Editor {{editorId}}' },
    }),
    call('Register Bob', 'POST /users', accepted('bob', 1), {
      body: { id: '{{bobId}}', email: 'bob.{{bobId}}@example.com' },
    }),

    call('Make Bob an editor', add, accepted('bob', 2), { body: editor }),
    call('See the roles of Bob', rolesOfBob, listed(heldRole)),
    call('Wait for the role itself', `GET /roles/{{editorId}}?${fresh('editor')}`, readable()),
    call('See the editors', usersOfEditor, listed(member)),

    call('Name Bob', 'PUT /users/{{bobId}}', accepted('bob', 3), {
      body: { firstName: 'Bob', lastName: 'Ray' },
    }),
    call('See his name among the editors', usersOfEditor, listed(renamed)),

    call('Take the role away', remove, accepted('bob', 4)),
    call('See that Bob holds no role', rolesOfBob, listed()),
    call('See that there is no editor', usersOfEditor, listed()),

    call('Make Bob an editor again', add, accepted('bob', 5), { body: editor }),
    call('Disable Bob', 'PUT /users/{{bobId}}/disable', accepted('bob', 6)),
    call('See that an editor is disabled', usersOfEditor, listed({ ...renamed, disabled: true })),
    call('Take a role away from a disabled user', remove, accepted('bob', 7)),
    call('See that it is gone', usersOfEditor, listed()),
  ],
};
