import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { UserController } from './api/user.controller';
import { User } from './domain/user';
import { userEvents } from './domain/user.events';
import { UserProjection } from './read/user.projection';
import { UserQueries } from './read/user.queries';
import { userRolesTable, usersTable } from './read/user.tables';
import { AddRoleToUserHandler } from './write/add-role-to-user';
import { DisableUserHandler } from './write/disable-user';
import { RegisterUserHandler } from './write/register-user';
import { RemoveRoleFromUserHandler } from './write/remove-role-from-user';
import { RoleEnricher } from './write/role.enricher';
import { UpdateUserNamesHandler } from './write/update-user-names';
import { userUniqueValues } from './write/user.unique-values';

export const userModule = aggregateModule({
  aggregate: User,
  events: userEvents,
  uniqueValues: userUniqueValues,
  controllers: [UserController],
  handlers: [
    RegisterUserHandler,
    UpdateUserNamesHandler,
    DisableUserHandler,
    AddRoleToUserHandler,
    RemoveRoleFromUserHandler,
  ],
  providers: [RoleEnricher, UserQueries],
  projections: [UserProjection],
  history: UserProjection,
  reads: [reads(usersTable, 'get', 'getMany', 'query:placesByEmail'), reads(userRolesTable, 'query')],
});
