import { iamModule } from '../../../../src/contexts/iam/iam.module';
import { userEvents, type UserEvent } from '../../../../src/contexts/iam/user/domain/user.events';
import { UserProjection } from '../../../../src/contexts/iam/user/read/user.projection';
import { userModule } from '../../../../src/contexts/iam/user/user.module';
import type { Class, ContextModule } from '../../../../src/eventsourcing/aggregate-module';
import type { Projection, ProjectionHandlers } from '../../../../src/eventsourcing/consuming/projection';
import { table } from '../../../../src/eventsourcing/reading/table';

interface MailboxRow {
  readonly id: string;
  readonly version: number;
  readonly email: string;
}

const mailboxesTable = table<MailboxRow>()('IamMailboxesTable', { key: ['id'] });

/** A projection that an application gets after years. */
class MailboxProjection implements Projection<UserEvent, MailboxRow, readonly never[]> {
  readonly name = 'iam/mailboxes';
  readonly source = userEvents;
  readonly table = mailboxesTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<UserEvent, MailboxRow> = {
    'iam/user/registered': (mailbox, { data: { email } }) => ({ ...mailbox, email }),
    'iam/user/names-updated': (mailbox) => mailbox,
    'iam/user/disabled': (mailbox) => mailbox,
    'iam/user/role-added': (mailbox) => mailbox,
    'iam/user/role-removed': (mailbox) => mailbox,
  };

  initial(id: string): MailboxRow {
    return { id, version: 0, email: '' };
  }
}

/** Of the rows of users. */
export const NEXT_REVISION = new UserProjection().revision + 1;

/** The users as they are to be shown from now on. */
class LouderUserProjection extends UserProjection {
  override readonly revision = NEXT_REVISION;

  constructor() {
    super();
    const steps = this.on;
    Object.assign(this, {
      on: {
        ...steps,
        'iam/user/names-updated': (
          ...[user, event, details]: Parameters<(typeof steps)['iam/user/names-updated']>
        ) => {
          const row = steps['iam/user/names-updated'](user, event, details);
          return { ...row, lastName: row.lastName.toUpperCase() };
        },
      },
    });
  }
}

/** The context after its next deployment: a projection more, and another of a higher revision. */
export const nextModule: ContextModule = {
  ...iamModule,
  aggregates: iamModule.aggregates.map((module) =>
    module === userModule
      ? {
          ...module,
          projections: [...module.projections.map(louder), MailboxProjection as unknown as Class<Projection>],
        }
      : module,
  ),
};

function louder(projection: Class<Projection>): Class<Projection> {
  return projection === (UserProjection as unknown)
    ? (LouderUserProjection as unknown as Class<Projection>)
    : projection;
}
