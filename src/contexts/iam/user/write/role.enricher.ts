import { inject, injectable } from 'inversify';
import type { EventLog } from '../../../../eventsourcing/log/event-log';
import { foldStream } from '../../../../eventsourcing/log/fold-stream';
import { streamOf } from '../../../../eventsourcing/log/commit';
import { EVENT_LOG } from '../../../../eventsourcing/tokens';
import type { Fold } from '../../../../kernel/fold';
import { roleEvents, type RoleEvent } from '../../role/domain/role.events';
import type { JoinedRole } from '../domain/user.rules';

/** What a user needs to know of a role: the fold of the role's own events, as the log has them now. */
const joinedRole: Fold<Omit<JoinedRole, 'id'>, RoleEvent> = {
  initial: { name: '', status: 'missing' },
  apply: {
    'iam/role/created': (_, { name }) => ({ name, status: 'enabled' }),
    'iam/role/disabled': (role) => ({ ...role, status: 'disabled' }),
  },
};

/** Adds the role's name to the event that joins it with a user. */
@injectable()
export class RoleEnricher {
  constructor(@inject(EVENT_LOG) private readonly log: EventLog) {}

  async enrich(id: string): Promise<JoinedRole> {
    return { id, ...(await foldStream(this.log, streamOf(roleEvents.type, id), joinedRole)) };
  }
}
