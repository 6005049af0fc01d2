import { call, type Folder } from '../call';
import { ofGateway, readable, refused } from '../expectations';

export const access: Folder = {
  name: 'Access',
  description:
    'Who may not do what; the gateway stops what brings no good token, the function what has no right to it.',
  calls: [
    call('List users without a token', 'GET /users', ofGateway(401, 'Unauthorized'), { token: '' }),
    call('List users with something that is no token', 'GET /users', ofGateway(403, 'Forbidden'), {
      headers: { Authorization: 'Bearer nonsense' },
    }),
    call('List users as a visitor', 'GET /users', refused(403, 'forbidden'), { token: 'visitorToken' }),
    call('List users as an auditor', 'GET /users', readable(), { token: 'auditorToken' }),
  ],
};
