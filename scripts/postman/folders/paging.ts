import { call, type Call, type Folder } from '../call';
import { accepted, firstPage, fresh, lastPage, readable, refused } from '../expectations';

const people = ['one', 'two', 'three'];
const filter = 'contains=email:{{pageId}}';

function register(who: string, newIds: readonly string[]): Call[] {
  return [
    call(`Register user ${who}`, 'POST /users', accepted(who, 1), {
      newIds,
      body: { id: `{{${who}Id}}`, email: `${who}.{{pageId}}@example.com` },
    }),
    call(`Wait for user ${who}`, `GET /users/{{${who}Id}}?${fresh(who)}`, readable()),
  ];
}

function joinRole(role: string, version: number): Call[] {
  return [
    call(`Create role ${role}`, 'POST /roles', accepted(role, 1), {
      body: { id: `{{${role}Id}}`, name: `${role} {{${role}Id}}` },
    }),
    call(`Add role ${role} to user one`, 'POST /users/{{oneId}}/roles', accepted('one', version), {
      body: { roleId: `{{${role}Id}}` },
    }),
    call(`Wait for role ${role}`, `GET /roles/{{${role}Id}}?${fresh(role)}`, readable()),
  ];
}

const rolesOfOne = `GET /users/{{oneId}}/roles?${fresh('one')}`;
const usersOfA = 'GET /roles/{{roleAId}}/users';

export const paging: Folder = {
  name: 'Lists and paging',
  description: 'Pages are followed by their cursor, which is good for the same list and filter only.',
  calls: [
    ...people.flatMap((who, index) =>
      register(who, index === 0 ? ['pageId', 'oneId', 'twoId', 'threeId', 'roleAId', 'roleBId'] : []),
    ),
    call(
      'List the first two users',
      `GET /users?limit=2&${filter}`,
      firstPage('usersCursor', 'usersSeen', 2),
    ),
    call(
      'List the rest',
      `GET /users?limit=100&${filter}&cursor={{usersCursor}}`,
      lastPage('usersSeen', ['oneId', 'twoId', 'threeId']),
    ),
    call(
      'Use the cursor with another filter',
      'GET /users?limit=2&contains=email:other&cursor={{usersCursor}}',
      refused(400, 'malformed-cursor', 'cursor'),
    ),
    call(
      'Use the cursor of another list',
      'GET /roles?limit=2&cursor={{usersCursor}}',
      refused(400, 'malformed-cursor', 'cursor'),
    ),
    call(
      'Use a broken cursor',
      `GET /users?limit=2&${filter}&cursor={{usersCursor}}x`,
      refused(400, 'malformed-cursor', 'cursor'),
    ),
    call(
      'Use nonsense as a cursor',
      'GET /roles?cursor=bm9uc2Vuc2U',
      refused(400, 'malformed-cursor', 'cursor'),
    ),

    ...joinRole('roleA', 2),
    ...joinRole('roleB', 3),
    call('List one role of the user', `${rolesOfOne}&limit=1`, firstPage('heldCursor', 'heldSeen', 1)),
    call(
      'List the other',
      `${rolesOfOne}&cursor={{heldCursor}}`,
      lastPage('heldSeen', ['roleAId', 'roleBId']),
    ),
    call(
      'Use the cursor of one user for another',
      'GET /users/{{twoId}}/roles?cursor={{heldCursor}}',
      refused(400, 'malformed-cursor', 'cursor'),
    ),

    call('Add role roleA to user two', 'POST /users/{{twoId}}/roles', accepted('two', 2), {
      body: { roleId: '{{roleAId}}' },
    }),
    call('Wait for user one in the role', `${usersOfA}?${fresh('one')}&of=user:{{oneId}}`, readable()),
    call(
      'List one user of the role',
      `${usersOfA}?limit=1&${fresh('two')}&of=user:{{twoId}}`,
      firstPage('membersCursor', 'membersSeen', 1),
    ),
    call(
      'List the other user',
      `${usersOfA}?cursor={{membersCursor}}`,
      lastPage('membersSeen', ['oneId', 'twoId']),
    ),
  ],
};
