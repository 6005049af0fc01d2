import { all } from '../../../../test/support/commit-of';
import { MemoryIam } from '../../../../test/support/memory-iam';
import { consumersOf, NO_HURRY } from '../../../../test/support/memory/memory-consumers';
import { MemoryProcessStore } from '../../../../test/support/memory/memory-process-store';
import { untypedProcess } from '../../../../test/support/processing';
import { uuidOf } from '../../../../test/support/uuid-of';
import { ProcessConsumer } from '../../../eventsourcing/consuming/process-consumer';
import type { Commit } from '../../../eventsourcing/log/commit';
import type { EventLog } from '../../../eventsourcing/log/event-log';
import type { CommandContext } from '../../../eventsourcing/writing/command-context';
import { Repository } from '../../../eventsourcing/writing/repository';
import { CreateRole } from '../role/write/create-role';
import { DisableRole } from '../role/write/disable-role';
import { RoleQueries } from '../role/read/role.queries';
import { User } from '../user/domain/user';
import { AddRoleToUser, AddRoleToUserHandler } from '../user/write/add-role-to-user';
import { RegisterUser } from '../user/write/register-user';
import { RoleEnricher } from '../user/write/role.enricher';
import { userUniqueValues } from '../user/write/user.unique-values';
import { RemoveRoleFromUsersWhenRoleDisabled } from './remove-role-from-users-when-role-disabled.process';

const [ann, auditor] = [uuidOf(1), uuidOf(2)];
const context: CommandContext = { actor: 'ann', correlationId: 'a-request', causationId: 'a-request' };
const START = Date.UTC(2026, 10, 21, 10);

describe('a role that is disabled after it was looked at, and before it is added', () => {
  let iam: MemoryIam;

  beforeEach(async () => {
    jest.useFakeTimers({
      now: START,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    iam = new MemoryIam();
    await iam.bus.execute(RegisterUser.of({ id: ann, email: 'ann@example.com' }), context);
    await iam.bus.execute(CreateRole.of({ id: auditor, name: 'auditor' }), context);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** Adds the role; it is disabled once it has been read. */
  const race = async (): Promise<void> => {
    const overtaken: EventLog = {
      async *read(stream, range) {
        const commits = await all(iam.log.read(stream, range));
        jest.setSystemTime(START + 1_000);
        await iam.bus.execute(DisableRole.of({ id: auditor }), context);
        jest.setSystemTime(START + 2_000);
        yield* commits;
      },
    };
    const users = new Repository(User, userUniqueValues, iam.log.ports);
    const handler = new AddRoleToUserHandler(users, new RoleEnricher(overtaken));
    await handler.execute(AddRoleToUser.of({ id: ann, roleId: auditor }), context);
  };
  const last = async (stream: string): Promise<Commit | undefined> =>
    (await all(iam.log.read(stream))).at(-1);

  it('is added with a later time than it was disabled: each stream is right by itself', async () => {
    await race();
    await expect(last(`iam/role#${auditor}`)).resolves.toMatchObject({
      committedAt: '2026-11-21T10:00:01.000Z',
      events: [{ type: 'iam/role/disabled' }],
    });
    await expect(last(`iam/user#${ann}`)).resolves.toMatchObject({
      committedAt: '2026-11-21T10:00:02.000Z',
      events: [{ type: 'iam/user/role-added' }],
    });
  });

  it.each([
    ['the disable', [`iam/role#${auditor}`, `iam/user#${ann}`]],
    ['the addition', [`iam/user#${ann}`, `iam/role#${auditor}`]],
  ])('is taken away again by the process, whether it hears of %s first', async (_, streams) => {
    await race();
    const { log, bus } = iam;
    const process = untypedProcess(new RemoveRoleFromUsersWhenRoleDisabled());
    const processes = consumersOf([new ProcessConsumer(process, new MemoryProcessStore(), bus)], { log });
    for (const stream of streams) await processes.take(await all(log.read(stream)), NO_HURRY);

    await expect(last(`iam/user#${ann}`)).resolves.toMatchObject({
      version: 3,
      actor: 'iam/remove-role-from-users-when-role-disabled',
      events: [{ type: 'iam/user/role-removed', data: { roleId: auditor } }],
    });
    await iam.project('iam/user', ann);
    await iam.project('iam/role', auditor);
    const members = new RoleQueries(iam.tables).members(auditor, { wait: 0 }, { limit: 10 });
    await expect(members).resolves.toEqual({ rows: [] });
  });
});
