import { call, type Folder } from '../call';
import { accepted, fresh, listed, refused, shown } from '../expectations';

/** The local part of an address holds 64 characters: a word and a UUID fit. */
const email = 'ann.{{annId}}@example.com';
const registered = { id: '{{annId}}', version: 1, email, firstName: '', lastName: '', disabled: false };
const named = { ...registered, version: 2, firstName: 'Ann', lastName: 'Lee' };
const disabled = { ...named, version: 3, disabled: true };

export const users: Folder = {
  name: 'Users',
  description: 'Ann is registered, named and disabled.',
  calls: [
    call('Register Ann', 'POST /users', accepted('ann', 1), {
      newIds: ['annId', 'nobodyId'],
      body: { id: '{{annId}}', email: ' Ann.{{annId}}@Example.COM ' },
    }),
    call('See Ann', `GET /users/{{annId}}?${fresh('ann')}`, shown(registered)),
    call('Register the same e-mail in capitals', 'POST /users', refused(409, 'iam/email-taken'), {
      body: { id: '{{nobodyId}}', email: 'ANN.{{annId}}@EXAMPLE.COM' },
    }),
    call('Register no e-mail address', 'POST /users', refused(422, 'iam/user/email-invalid', 'email'), {
      body: { id: '{{nobodyId}}', email: 'ann at example.com' },
    }),
    call('Name Ann', 'PUT /users/{{annId}}', accepted('ann', 2), {
      body: { firstName: ' Ann ', lastName: 'Lee' },
    }),
    call('See her name', `GET /users/{{annId}}?${fresh('ann')}`, shown(named)),
    call(
      'Give an empty name and one with a line break',
      'PUT /users/{{annId}}',
      refused(422, 'iam/user/name-invalid', 'firstName', 'lastName'),
      { body: { firstName: ' ', lastName: 'Le\u0000e' } },
    ),
    call('Disable Ann', 'PUT /users/{{annId}}/disable', accepted('ann', 3)),
    call('See that she is disabled', `GET /users/{{annId}}?${fresh('ann')}`, shown(disabled)),
    call('List users by e-mail', 'GET /users?limit=100&contains=email:ANN.{{annId}}', listed(disabled)),
    call('List users by a name that nobody has', 'GET /users?contains=lastName:{{annId}}', listed()),
  ],
};
