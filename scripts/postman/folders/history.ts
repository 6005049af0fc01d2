import { call, type Folder } from '../call';
import { accepted, malformed, refused, shown, told } from '../expectations';

const email = 'hal.{{halId}}@example.com';
const registered = { id: '{{halId}}', version: 1, email, firstName: '', lastName: '', disabled: false };
const named = { ...registered, version: 2, firstName: 'Hal', lastName: 'Ray' };
const disabled = { ...named, version: 3, disabled: true };
const happened = [
  { version: 1, type: 'iam/user/registered', data: { email } },
  { version: 2, type: 'iam/user/names-updated', data: { firstName: 'Hal', lastName: 'Ray' } },
  { version: 3, type: 'iam/user/disabled', data: {} },
] as const;
const clerk = { id: '{{clerkId}}', version: 1, name: 'Clerk {{clerkId}}', disabled: false };

const events = 'GET /users/{{halId}}/events';
const notThen = refused(404, 'iam/user/version-not-found');

export const history: Folder = {
  name: 'History',
  description:
    'What happened to Hal and to his role, and what they were. Told by the log, so nothing has to be waited for.',
  calls: [
    call('Register Hal', 'POST /users', accepted('hal', 1), {
      newIds: ['halId', 'clerkId', 'nobodyId'],
      body: { id: '{{halId}}', email },
    }),
    call('Name Hal', 'PUT /users/{{halId}}', accepted('hal', 2), {
      body: { firstName: 'Hal', lastName: 'Ray' },
    }),
    call('Disable Hal', 'PUT /users/{{halId}}/disable', accepted('hal', 3)),
    call('Create his role', 'POST /roles', accepted('clerk', 1), {
      body: { id: '{{clerkId}}', name: 'Clerk {{clerkId}}' },
    }),
    call('Disable his role', 'PUT /roles/{{clerkId}}/disable', accepted('clerk', 2)),

    call('List what happened to Hal', events, told(happened)),
    call(
      'List the newest two events',
      `${events}?order=newest&limit=2`,
      told([happened[2], happened[1]], { cursor: 'halCursor', time: 'halTime' }),
    ),
    call('List the rest', `${events}?order=newest&cursor={{halCursor}}`, told([happened[0]])),
    call(
      'Use the cursor in the other direction',
      `${events}?order=oldest&cursor={{halCursor}}`,
      refused(400, 'malformed-cursor', 'cursor'),
    ),
    call(
      'Use the cursor for somebody else',
      'GET /users/{{nobodyId}}/events?order=newest&cursor={{halCursor}}',
      refused(400, 'malformed-cursor', 'cursor'),
    ),
    call('List events in a direction that is none', `${events}?order=desc`, malformed('order')),
    call(
      'List what happened to the role',
      'GET /roles/{{clerkId}}/events',
      told([
        { version: 1, type: 'iam/role/created', data: { name: 'Clerk {{clerkId}}' } },
        { version: 2, type: 'iam/role/disabled', data: {} },
      ]),
    ),

    call('See Hal when he had registered', 'GET /users/{{halId}}?at=1', shown(registered)),
    call('See Hal when he had a name', 'GET /users/{{halId}}?at=2', shown(named)),
    call('See Hal when he had been disabled', 'GET /users/{{halId}}?at={{halTime}}', shown(disabled)),
    call('See the role when it was new', 'GET /roles/{{clerkId}}?at=1', shown(clerk)),
    call('See Hal of a version to come', 'GET /users/{{halId}}?at=4', notThen),
    call('See Hal before he had registered', 'GET /users/{{halId}}?at=2001-01-01T00:00Z', notThen),
    call('See what nobody was', 'GET /users/{{nobodyId}}?at=1', refused(404, 'iam/user/not-found')),
    call('See what no role was', 'GET /roles/{{nobodyId}}?at=1', refused(404, 'iam/role/not-found')),
    call('Look back to no time', 'GET /users/{{halId}}?at=2026-02-30T00:00:00Z', malformed('at')),
    call('Look back to a time without a zone', 'GET /roles/{{clerkId}}?at=2026-11-21T09:30', malformed('at')),
    call('Look back and name a version', 'GET /users/{{halId}}?at=1&minVersion=2', shown(registered)),
  ],
};
