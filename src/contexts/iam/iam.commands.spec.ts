import { all, context } from '../../../test/support/commit-of';
import { MemoryIam } from '../../../test/support/memory-iam';
import type { AggregateVersion, Command } from '../../kernel/command';
import { CreateRole } from './role/write/create-role.command';
import { DisableRole } from './role/write/disable-role.command';
import { AddRoleToUser } from './user/write/add-role-to-user.command';
import { DisableUser } from './user/write/disable-user.command';
import { RegisterUser } from './user/write/register-user.command';
import { RemoveRoleFromUser } from './user/write/remove-role-from-user.command';
import { UpdateUserNames } from './user/write/update-user-names.command';

describe('the commands of IAM', () => {
  let iam: MemoryIam;

  beforeEach(() => {
    iam = new MemoryIam();
  });

  const execute = (command: Command): Promise<AggregateVersion> => iam.bus.execute(command, context);
  const eventsOf = async (stream: string): Promise<unknown[]> =>
    (await all(iam.log.read(stream))).flatMap(({ events }) => events);

  it('write the history of a user', async () => {
    await execute(new CreateRole('admin', 'Administrator'));
    await execute(new RegisterUser('ann', 'Ann@Example.com'));
    await execute(new UpdateUserNames('ann', 'Ann', 'Lee'));
    await execute(new AddRoleToUser('ann', 'admin'));
    await execute(new RemoveRoleFromUser('ann', 'admin'));
    await expect(execute(new DisableUser('ann'))).resolves.toEqual({ id: 'ann', version: 5 });

    await expect(eventsOf('iam/user#ann')).resolves.toEqual([
      { type: 'iam/user/registered', data: { email: 'ann@example.com' } },
      { type: 'iam/user/names-updated', data: { firstName: 'Ann', lastName: 'Lee' } },
      {
        type: 'iam/user/role-added',
        data: { roleId: 'admin', roleName: 'Administrator', firstName: 'Ann', lastName: 'Lee' },
      },
      { type: 'iam/user/role-removed', data: { roleId: 'admin' } },
      { type: 'iam/user/disabled', data: {} },
    ]);
  });

  it('write the history of a role', async () => {
    await execute(new CreateRole('admin', 'Administrator'));
    await expect(execute(new DisableRole('admin'))).resolves.toEqual({ id: 'admin', version: 2 });
    await expect(eventsOf('iam/role#admin')).resolves.toEqual([
      { type: 'iam/role/created', data: { name: 'Administrator' } },
      { type: 'iam/role/disabled', data: {} },
    ]);
  });

  it('give an e-mail address to one of many who ask for it at once, in any spelling', async () => {
    const spellings = ['ann@example.com', 'ANN@example.com', ' Ann@Example.com'];
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        execute(new RegisterUser(`user-${index}`, spellings[index % 3] ?? '')),
      ),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toHaveLength(29);
    for (const reason of refused) expect(reason).toMatchObject({ kind: 'conflict', code: 'iam/email-taken' });
  });

  it('keep the e-mail address of a disabled user', async () => {
    await execute(new RegisterUser('ann', 'ann@example.com'));
    await execute(new DisableUser('ann'));
    const second = execute(new RegisterUser('eve', 'ann@example.com'));
    await expect(second).rejects.toMatchObject({ code: 'iam/email-taken' });
  });

  it('keep names of roles apart, also from those of disabled roles', async () => {
    await execute(new CreateRole('1', 'Administrator'));
    await execute(new DisableRole('1'));
    const second = execute(new CreateRole('2', 'ADMINISTRATOR'));
    await expect(second).rejects.toMatchObject({ kind: 'conflict', code: 'iam/role/name-taken' });
  });

  it('add no role that does not exist or is disabled', async () => {
    await execute(new RegisterUser('ann', 'ann@example.com'));
    await expect(execute(new AddRoleToUser('ann', 'none'))).rejects.toMatchObject({
      code: 'iam/user/role-not-found',
    });
    await execute(new CreateRole('admin', 'Administrator'));
    await execute(new DisableRole('admin'));
    await expect(execute(new AddRoleToUser('ann', 'admin'))).rejects.toMatchObject({
      code: 'iam/user/role-disabled',
    });
  });

  it('take every one of 10 roles added at once', async () => {
    await execute(new RegisterUser('ann', 'ann@example.com'));
    const ids = Array.from({ length: 10 }, (_, index) => `role-${index}`);
    for (const id of ids) await execute(new CreateRole(id, id));
    await Promise.all(ids.map((id) => execute(new AddRoleToUser('ann', id))));
    const commits = await all(iam.log.read('iam/user#ann'));
    expect(commits.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
