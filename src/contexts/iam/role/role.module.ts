import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { RoleController } from './api/role.controller';
import { Role } from './domain/role';
import { roleEvents } from './domain/role.events';
import { RoleHoldersTally } from './read/role-holders.tally';
import { RoleUsersProjection } from './read/role-users.projection';
import { RoleProjection } from './read/role.projection';
import { RoleQueries } from './read/role.queries';
import { roleHoldersTable, rolesTable, roleUserNamesTable, roleUsersTable } from './read/role.tables';
import { CreateRoleHandler } from './write/create-role';
import { DisableRoleHandler } from './write/disable-role';
import { roleUniqueValues } from './write/role.unique-values';

export const roleModule = aggregateModule({
  aggregate: Role,
  events: roleEvents,
  uniqueValues: roleUniqueValues,
  controllers: [RoleController],
  handlers: [CreateRoleHandler, DisableRoleHandler],
  providers: [RoleQueries],
  projections: [RoleProjection, RoleUsersProjection],
  tallies: [RoleHoldersTally],
  history: RoleProjection,
  reads: [
    reads(rolesTable, 'get', 'query:byName'),
    reads(roleUsersTable, 'query'),
    reads(roleUserNamesTable, 'get', 'getMany'),
    reads(roleHoldersTable, 'query'),
  ],
});
