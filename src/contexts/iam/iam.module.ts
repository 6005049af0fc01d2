import { contextModule } from '../../eventsourcing/aggregate-module';
import { RemoveRoleFromUsersWhenRoleDisabled } from './processes/remove-role-from-users-when-role-disabled.process';
import { roleModule } from './role/role.module';
import { userModule } from './user/user.module';

/** Identity and access management. */
export const iamModule = contextModule({
  name: 'iam',
  aggregates: [userModule, roleModule],
  processes: [RemoveRoleFromUsersWhenRoleDisabled],
});
