import type { Tally, TallyHandlers } from '../../../../eventsourcing/consuming/tally';
import { userEvents, type UserEvent } from '../../user/domain/user.events';
import { roleHoldersTable } from './role.tables';

/** How many users hold each role, disabled ones as well: as many as its list of users has. */
export class RoleHoldersTally implements Tally<UserEvent> {
  readonly name = 'iam/role-holders';
  readonly source = userEvents;
  readonly table = roleHoldersTable;

  readonly on: TallyHandlers<UserEvent> = {
    'iam/user/role-added': (count, { data: { roleId } }) => {
      count.add(roleId);
    },
    'iam/user/role-removed': (count, { data: { roleId } }) => {
      count.add(roleId, -1);
    },
  };
}
