import { call, type Folder } from '../call';
import { accepted, fresh, listed, refused, shown } from '../expectations';

const created = { id: '{{roleId}}', version: 1, name: 'Writer {{roleId}}', disabled: false };
const disabled = { ...created, version: 2, disabled: true };

export const roles: Folder = {
  name: 'Roles',
  description: 'A role is created and disabled.',
  calls: [
    call('Create a role', 'POST /roles', accepted('role', 1), {
      newIds: ['roleId', 'noRoleId'],
      body: { id: '{{roleId}}', name: '  Writer   {{roleId}} ' },
    }),
    call('See the role', `GET /roles/{{roleId}}?${fresh('role')}`, shown(created)),
    call('Create the same name in capitals', 'POST /roles', refused(409, 'iam/role/name-taken'), {
      body: { id: '{{noRoleId}}', name: 'WRITER {{roleId}}' },
    }),
    call('Disable the role', 'PUT /roles/{{roleId}}/disable', accepted('role', 2)),
    call('See that it is disabled', `GET /roles/{{roleId}}?${fresh('role')}`, shown(disabled)),
    call('List roles by name', 'GET /roles?limit=100&contains=name:writer+{{roleId}}', listed(disabled)),
    call('List roles by a name that none has', 'GET /roles?contains=name:{{noRoleId}}', listed()),
  ],
};
