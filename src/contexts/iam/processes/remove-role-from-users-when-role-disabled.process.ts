import type {
  Process,
  ProcessHandlers,
  ProcessReactions,
  ProcessRow,
} from '../../../eventsourcing/consuming/process';
import type { Command } from '../../../kernel/command';
import { roleEvents, type RoleEvent } from '../role/domain/role.events';
import { userEvents, type UserEvent } from '../user/domain/user.events';
import { RemoveRoleFromUser } from '../user/write/remove-role-from-user';

type Followed = RoleEvent | UserEvent;

/** The items of a role: this one when it is disabled, and one for each user who holds it. */
const DISABLED = 'disabled';
const USER = 'user:';

/**
 * When a role is disabled, it is removed from every user who holds it. A user may be given the role at the same
 * moment; then one of the two events sees the other's row.
 */
export class RemoveRoleFromUsersWhenRoleDisabled implements Process<Followed> {
  readonly name = 'iam/remove-role-from-users-when-role-disabled';
  readonly follows = [roleEvents, userEvents];
  readonly sends = [RemoveRoleFromUser];
  /** Somebody else was faster. */
  readonly expects = ['iam/user/role-not-held'];

  readonly on: ProcessHandlers<Followed> = {
    'iam/role/disabled': ({ id }, rows) => {
      rows.put(id, DISABLED);
    },
    'iam/user/role-added': ({ id, data: { roleId } }, rows) => {
      rows.put(roleId, USER + id);
    },
    'iam/user/role-removed': ({ id, data: { roleId } }, rows) => {
      rows.delete(roleId, USER + id);
    },
  };

  readonly react: ProcessReactions<Followed> = {
    'iam/role/disabled': ({ id }, state) => removals(id, state.list(id, USER)),
    'iam/user/role-added': async function* ({ id, data: { roleId } }, state) {
      if (await state.get(roleId, DISABLED)) yield RemoveRoleFromUser.of({ id, roleId });
    },
  };
}

async function* removals(roleId: string, holders: AsyncIterable<ProcessRow>): AsyncGenerator<Command> {
  for await (const { item } of holders) yield RemoveRoleFromUser.of({ id: item.slice(USER.length), roleId });
}
