import { call, type Folder } from '../call';
import { accepted, fresh, listed, readable, refused } from '../expectations';

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
      newIds: ['editorId', 'oldRoleId', 'bobId', 'nobodyId', 'noRoleId'],
      body: { id: '{{editorId}}', name: 'Editor {{editorId}}' },
    }),
    call('Create a role that will be disabled', 'POST /roles', accepted('oldRole', 1), {
      body: { id: '{{oldRoleId}}', name: 'Old {{oldRoleId}}' },
    }),
    call('Disable it', 'PUT /roles/{{oldRoleId}}/disable', accepted('oldRole', 2)),
    call('Register Bob', 'POST /users', accepted('bob', 1), {
      body: { id: '{{bobId}}', email: 'bob.{{bobId}}@example.com' },
    }),

    call('Make Bob an editor', add, accepted('bob', 2), { body: editor }),
    call('See the roles of Bob', rolesOfBob, listed(heldRole)),
    call('Wait for the role itself', `GET /roles/{{editorId}}?${fresh('editor')}`, readable()),
    call('See the editors', usersOfEditor, listed(member)),
    call('Add a role that he holds', add, refused(422, 'iam/user/role-already-held'), { body: editor }),
    call('Add a role that is not there', add, refused(422, 'iam/user/role-not-found'), {
      body: { roleId: '{{noRoleId}}' },
    }),
    call('Add a disabled role', add, refused(422, 'iam/user/role-disabled'), {
      body: { roleId: '{{oldRoleId}}' },
    }),
    call('Add a role to nobody', 'POST /users/{{nobodyId}}/roles', refused(404, 'iam/user/not-found'), {
      body: editor,
    }),

    call('Name Bob', 'PUT /users/{{bobId}}', accepted('bob', 3), {
      body: { firstName: 'Bob', lastName: 'Ray' },
    }),
    call('See his name among the editors', usersOfEditor, listed(renamed)),

    call('Take the role away', remove, accepted('bob', 4)),
    call('See that Bob holds no role', rolesOfBob, listed()),
    call('See that there is no editor', usersOfEditor, listed()),
    call('Take away a role that he does not hold', remove, refused(422, 'iam/user/role-not-held')),
    call(
      'Take a role away from nobody',
      'DELETE /users/{{nobodyId}}/roles/{{editorId}}',
      refused(404, 'iam/user/not-found'),
    ),

    call('Make Bob an editor again', add, accepted('bob', 5), { body: editor }),
    call('Disable Bob', 'PUT /users/{{bobId}}/disable', accepted('bob', 6)),
    call('See that an editor is disabled', usersOfEditor, listed({ ...renamed, disabled: true })),
    call('Add a role to a disabled user', add, refused(422, 'iam/user/disabled'), {
      body: { roleId: '{{oldRoleId}}' },
    }),
    call('Take a role away from a disabled user', remove, accepted('bob', 7)),
    call('See that it is gone', usersOfEditor, listed()),

    call('List the roles of nobody', 'GET /users/{{nobodyId}}/roles', refused(404, 'iam/user/not-found')),
    call('List the users of no role', 'GET /roles/{{noRoleId}}/users', refused(404, 'iam/role/not-found')),
  ],
};
