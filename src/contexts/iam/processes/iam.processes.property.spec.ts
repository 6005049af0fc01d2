import fc from 'fast-check';
import { all } from '../../../../test/support/commit-of';
import { MemoryIam } from '../../../../test/support/memory-iam';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../../test/support/memory/memory-consumers';
import { MemoryProcessStore } from '../../../../test/support/memory/memory-process-store';
import { untypedProcess } from '../../../../test/support/processing';
import type { ProcessWrite } from '../../../eventsourcing/consuming/process-store';
import { ProcessConsumer } from '../../../eventsourcing/consuming/process-consumer';
import type { CommandSender } from '../../../eventsourcing/consuming/process-sender';
import type { Consumers } from '../../../eventsourcing/consuming/consumers';
import type { Commit } from '../../../eventsourcing/log/commit';
import { foldStream } from '../../../eventsourcing/log/fold-stream';
import { DomainError } from '../../../kernel/domain-error';
import { CreateRole } from '../role/write/create-role';
import { DisableRole } from '../role/write/disable-role';
import { User } from '../user/domain/user';
import { userFold } from '../user/domain/user.state';
import { Repository } from '../../../eventsourcing/writing/repository';
import { userUniqueValues } from '../user/write/user.unique-values';
import { RegisterUser } from '../user/write/register-user';
import { RemoveRoleFromUser } from '../user/write/remove-role-from-user';
import { RemoveRoleFromUsersWhenRoleDisabled } from './remove-role-from-users-when-role-disabled.process';

const idOf = (index: number): string => `00000000-0000-4000-8000-00000000000${index}`;
const USERS = [1, 2, 3].map(idOf);
const ROLES = [4, 5].map(idOf);
const STREAMS = [...USERS.map((id) => `iam/user#${id}`), ...ROLES.map((id) => `iam/role#${id}`)];

const user = fc.constantFrom(...USERS);
const role = fc.constantFrom(...ROLES);
type Act =
  | { readonly act: 'add' | 'remove'; readonly user: string; readonly role: string }
  | { readonly act: 'disable'; readonly role: string }
  /** Some commits, by how far they are from the first one, are handed over in two invocations at the same time. */
  | { readonly act: 'deliver'; readonly picks: readonly number[] };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('add' as const), user, role }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), user, role }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('disable' as const), role }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('deliver' as const),
      picks: fc.array(fc.nat(), { maxLength: 6 }),
    }),
  },
);

/** Crashes as a test tells it to, before or after something is done. */
class Crashes {
  left: boolean[] = [];

  async around<T>(work: () => Promise<T>): Promise<T> {
    this.perhaps();
    const result = await work();
    this.perhaps();
    return result;
  }

  private perhaps(): void {
    if (this.left.shift()) throw new Error('crash');
  }
}

class CrashingStore extends MemoryProcessStore {
  constructor(private readonly crashes: Crashes) {
    super();
  }

  override write(step: ProcessWrite): Promise<'written' | 'stale'> {
    return this.crashes.around(() => super.write(step));
  }
}

class World {
  readonly iam = new MemoryIam();
  readonly crashes = new Crashes();
  readonly doorbells = new MemoryDoorbells();
  private readonly users = new Repository(User, userUniqueValues, this.iam.log.ports);
  /** Two instances of the function. */
  private readonly processes: readonly [Consumers, Consumers];

  constructor() {
    const store = new CrashingStore(this.crashes);
    const bus: CommandSender = {
      execute: (command, context) => this.crashes.around(() => this.iam.bus.execute(command, context)),
    };
    const { log } = this.iam;
    const instance = (): Consumers => {
      const process = untypedProcess(new RemoveRoleFromUsersWhenRoleDisabled());
      return consumersOf([new ProcessConsumer(process, store, bus)], { log, doorbells: this.doorbells });
    };
    this.processes = [instance(), instance()];
  }

  async commits(): Promise<Commit[]> {
    return (await Promise.all(STREAMS.map((stream) => all(this.iam.log.read(stream))))).flat();
  }

  async begin(): Promise<void> {
    for (const id of ROLES) await this.iam.bus.execute(CreateRole.of({ id, name: id }), contextOf('begin'));
    for (const id of USERS) {
      await this.iam.bus.execute(RegisterUser.of({ id, email: `${id}@example.com` }), contextOf('begin'));
    }
  }

  async do(what: Act): Promise<void> {
    if (what.act === 'deliver') {
      await this.deliver(what.picks);
      return;
    }
    try {
      if (what.act === 'disable')
        await this.iam.bus.execute(DisableRole.of({ id: what.role }), contextOf('disable'));
      if (what.act === 'remove') {
        await this.iam.bus.execute(
          RemoveRoleFromUser.of({ id: what.user, roleId: what.role }),
          contextOf('remove'),
        );
      }
      if (what.act === 'add') await this.add(what);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** The role may have been enabled when it was looked at, and disabled by the time of the commit. */
  private async add({ user: id, role: roleId }: { user: string; role: string }): Promise<void> {
    await this.users.change(id, contextOf('add'), (it) => {
      it.addRole({ id: roleId, name: roleId, status: 'enabled' });
    });
  }

  private async deliver(picks: readonly number[]): Promise<void> {
    const commits = await this.commits();
    const batch = picks.flatMap((pick) => commits[pick % commits.length] ?? []);
    const half = Math.ceil(batch.length / 2);
    const [one, two] = this.processes;
    await Promise.all([one.take(batch.slice(0, half), NO_HURRY), two.take(batch.slice(half), NO_HURRY)]);
  }

  /** Delivers everything, answers every doorbell, until nothing more happens. */
  async settle(): Promise<void> {
    this.crashes.left = [];
    for (let count = -1; ;) {
      const commits = await this.commits();
      if (commits.length === count && this.doorbells.rung.length === 0) return;
      count = commits.length;
      for (const commit of commits) await this.processes[0].take([commit], NO_HURRY);
      for (const doorbell of this.doorbells.rung.splice(0))
        await this.processes[1].catchUp(doorbell, NO_HURRY);
    }
  }

  async rolesOf(id: string): Promise<readonly string[]> {
    return (await foldStream(this.iam.log, `iam/user#${id}`, userFold)).roles;
  }

  async disabledRoles(): Promise<string[]> {
    const commits = (await this.commits()).filter(({ events }) =>
      events.some(({ type }) => type === 'iam/role/disabled'),
    );
    return commits.map(({ stream }) => stream.slice('iam/role#'.length));
  }
}

const contextOf = (causationId: string): { actor: string; correlationId: string; causationId: string } => ({
  actor: 'ann',
  correlationId: 'a request',
  causationId,
});

describe('the processes of IAM', () => {
  it('leave nobody with a disabled role, and take no other, whatever crashes, repeats or comes out of order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 4, maxLength: 20 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        async (acts, crashes) => {
          const world = new World();
          await world.begin();
          world.crashes.left = [...crashes];
          const wanted = new Map(USERS.map((id) => [id, new Set<string>()]));
          for (const each of acts) {
            await world.do(each);
            if (each.act === 'add') wanted.get(each.user)?.add(each.role);
            if (each.act === 'remove') wanted.get(each.user)?.delete(each.role);
          }
          await world.settle();

          const disabled = await world.disabledRoles();
          for (const id of USERS) {
            const kept = [...(wanted.get(id) ?? [])].filter((each) => !disabled.includes(each));
            expect([...(await world.rolesOf(id))].sort()).toEqual(kept.sort());
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
