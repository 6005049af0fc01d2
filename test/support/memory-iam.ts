import {
  CommandBus,
  type CommandHandler,
  type CommandHandlerClass,
} from '../../src/eventsourcing/writing/command-bus';
import { History } from '../../src/eventsourcing/reading/history';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { streamOf } from '../../src/eventsourcing/log/commit';
import { historyView } from '../../src/composition/history-view';
import { Role } from '../../src/contexts/iam/role/domain/role';
import { RoleUsersProjection } from '../../src/contexts/iam/role/read/role-users.projection';
import { RoleProjection } from '../../src/contexts/iam/role/read/role.projection';
import type { RoleRow } from '../../src/contexts/iam/role/read/role.tables';
import { CreateRoleHandler } from '../../src/contexts/iam/role/write/create-role';
import { DisableRoleHandler } from '../../src/contexts/iam/role/write/disable-role';
import { roleUniqueValues } from '../../src/contexts/iam/role/write/role.unique-values';
import { User } from '../../src/contexts/iam/user/domain/user';
import { UserProjection } from '../../src/contexts/iam/user/read/user.projection';
import type { UserRow } from '../../src/contexts/iam/user/read/user.tables';
import { AddRoleToUserHandler } from '../../src/contexts/iam/user/write/add-role-to-user';
import { DisableUserHandler } from '../../src/contexts/iam/user/write/disable-user';
import { RegisterUserHandler } from '../../src/contexts/iam/user/write/register-user';
import { RemoveRoleFromUserHandler } from '../../src/contexts/iam/user/write/remove-role-from-user';
import { RoleEnricher } from '../../src/contexts/iam/user/write/role.enricher';
import { UpdateUserNamesHandler } from '../../src/contexts/iam/user/write/update-user-names';
import { userUniqueValues } from '../../src/contexts/iam/user/write/user.unique-values';
import { MemoryDoorbells, NO_HURRY, projectorOf } from './memory/memory-consumers';
import { MemoryEventStore } from './memory/memory-event-store';
import { MemoryProjectionStore } from './memory/memory-projection-store';
import { MemoryReadTables } from './memory/memory-read-tables';
import { RecordingLogger } from './memory/recording-logger';
import { all } from './commit-of';
import { untyped } from './projecting';

/** The IAM context in memory, put together by hand. */
export class MemoryIam {
  readonly log = new MemoryEventStore();
  readonly tables = new MemoryReadTables();
  readonly logger = new RecordingLogger();
  readonly userHistory = new History<UserRow>(User.type, historyView(new UserProjection()), this.log);
  readonly roleHistory = new History<RoleRow>(Role.type, historyView(new RoleProjection()), this.log);
  readonly bus: CommandBus;

  constructor() {
    const users = new Repository(User, userUniqueValues, this.log.ports);
    const roles = new Repository(Role, roleUniqueValues, this.log.ports);
    const ofUser: CommandHandler<never>[] = [
      new RegisterUserHandler(users),
      new UpdateUserNamesHandler(users),
      new DisableUserHandler(users),
      new AddRoleToUserHandler(users, new RoleEnricher(this.log)),
      new RemoveRoleFromUserHandler(users),
    ];
    const ofRole: CommandHandler<never>[] = [new CreateRoleHandler(roles), new DisableRoleHandler(roles)];
    const instances = new Map([...ofUser, ...ofRole].map((handler) => [classOf(handler), handler]));
    const resolve = (type: CommandHandlerClass): CommandHandler<never> => {
      const handler = instances.get(type);
      if (!handler) throw new Error(`There is no ${type.name}.`);
      return handler;
    };
    const modules = [
      { aggregate: User, handlers: ofUser.map(classOf) },
      { aggregate: Role, handlers: ofRole.map(classOf) },
    ];
    this.bus = new CommandBus(modules, resolve, this.logger);
  }

  /** Brings the read tables up to date with one user or role. */
  async project(type: 'iam/user' | 'iam/role', id: string): Promise<void> {
    const projections = [
      untyped(new UserProjection()),
      untyped(new RoleUsersProjection()),
      untyped(new RoleProjection()),
    ].filter(({ source }) => source.type === type);
    const store = new MemoryProjectionStore(this.tables.tables);
    const commits = await all(this.log.read(streamOf(type, id)));
    const { log, logger } = this;
    const doorbells = new MemoryDoorbells();
    await projectorOf(projections, store, { log, logger, doorbells }).take(commits, NO_HURRY);
    if (doorbells.rung.length > 0) throw new Error(`${type} ${id}: ${doorbells.rung[0]?.reason ?? ''}`);
  }
}

function classOf(handler: CommandHandler<never>): CommandHandlerClass {
  return handler.constructor as CommandHandlerClass;
}
