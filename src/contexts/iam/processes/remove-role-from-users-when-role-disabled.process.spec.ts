import { commitOf } from '../../../../test/support/commit-of';
import { everyInterleaving } from '../../../../test/support/interleavings';
import { MemoryProcessStore } from '../../../../test/support/memory/memory-process-store';
import { processing, untypedProcess } from '../../../../test/support/processing';
import { ProcessConsumer } from '../../../eventsourcing/consuming/process-consumer';
import type { ProcessRow } from '../../../eventsourcing/consuming/process';
import type { ProcessWrite } from '../../../eventsourcing/consuming/process-store';
import type { Commit } from '../../../eventsourcing/log/commit';
import type { Command } from '../../../kernel/command';
import type { RoleEvent } from '../role/domain/role.events';
import type { UserEvent } from '../user/domain/user.events';
import { RemoveRoleFromUser } from '../user/write/remove-role-from-user';
import { RemoveRoleFromUsersWhenRoleDisabled } from './remove-role-from-users-when-role-disabled.process';

const created: RoleEvent = { type: 'iam/role/created', data: { name: 'auditor' } };
const disabled: RoleEvent = { type: 'iam/role/disabled', data: {} };
const added = (roleId: string): UserEvent => ({
  type: 'iam/user/role-added',
  data: { roleId, roleName: 'auditor', firstName: '', lastName: '' },
});
const removal = (id: string, roleId: string): RemoveRoleFromUser => RemoveRoleFromUser.of({ id, roleId });
const removed = (roleId: string): UserEvent => ({ type: 'iam/user/role-removed', data: { roleId } });

describe('removing a role from users when it is disabled', () => {
  const roles = processing(new RemoveRoleFromUsersWhenRoleDisabled());

  it('is done for each user who holds it', async () => {
    await roles
      .given('auditor', created)
      .given('ann', { type: 'iam/user/registered', data: { email: 'ann@example.com' } }, added('auditor'))
      .given('bob', added('auditor'), added('writer'))
      .given('eve', added('writer'))
      .when('auditor', disabled)
      .then(removal('ann', 'auditor'), removal('bob', 'auditor'));
  });

  it('is not done for those who hold it no longer', async () => {
    await roles
      .given('ann', added('auditor'))
      .given('ann', removed('auditor'))
      .when('auditor', disabled)
      .then();
    await roles
      .given('ann', added('auditor'), removed('auditor'), added('auditor'))
      .when('auditor', disabled)
      .then(removal('ann', 'auditor'));
  });

  it('is done for one who is given it when it is disabled already', async () => {
    await roles
      .given('auditor', created, disabled)
      .when('ann', added('auditor'))
      .then(removal('ann', 'auditor'));
  });

  it('has nothing to do with other events', async () => {
    await roles.given('ann', added('auditor')).when('auditor', created).then();
    await roles.given('auditor', disabled).when('ann', removed('auditor')).then();
    await roles.given('auditor', disabled).when('ann', { type: 'iam/user/disabled', data: {} }).then();
    await roles.given('auditor', disabled).when('ann', added('writer')).then();
  });
});

/** Each step waits for its turn. */
class GatedStore extends MemoryProcessStore {
  constructor(private readonly gate: () => Promise<void>) {
    super();
  }

  override async write(step: ProcessWrite): Promise<'written' | 'stale'> {
    await this.gate();
    return super.write(step);
  }

  override async get(process: string, instance: string, item: string): Promise<object | undefined> {
    await this.gate();
    return super.get(process, instance, item);
  }

  override async *list(process: string, instance: string, prefix: string): AsyncGenerator<ProcessRow> {
    await this.gate();
    yield* super.list(process, instance, prefix);
  }
}

describe('a role that is disabled while users are given it', () => {
  it('is removed from all of them, whichever step comes first', async () => {
    const sent: string[] = [];
    const take = async (consumer: ProcessConsumer, commit: Commit): Promise<void> => {
      const [from] = await consumer.checkpoints([commit.stream]);
      if (!from) throw new Error('There is no checkpoint.');
      for await (const reached of consumer.take(from, [commit], Infinity))
        expect(reached.stream).toBe(commit.stream);
    };
    const orders = await everyInterleaving(
      (gate) => {
        sent.length = 0;
        const bus = {
          execute: async (command: Command) => {
            await gate();
            sent.push(JSON.stringify(command.toData()));
            return { id: 'any', version: 2 };
          },
        };
        const process = untypedProcess(new RemoveRoleFromUsersWhenRoleDisabled());
        const consumer = new ProcessConsumer(process, new GatedStore(gate), bus);
        return [
          take(consumer, commitOf('iam/role#auditor', 1, disabled)),
          take(consumer, commitOf('iam/user#ann', 1, added('auditor'))),
        ];
      },
      () => {
        expect(new Set(sent)).toEqual(new Set([JSON.stringify(removal('ann', 'auditor').toData())]));
      },
    );
    expect(orders).toBeGreaterThan(20);
  });
});
