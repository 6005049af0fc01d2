import { all, context } from '../../../test/support/commit-of';
import { uuidOf } from '../../../test/support/uuid-of';
import { MemoryIam } from '../../../test/support/memory-iam';
import type { AggregateVersion, Command } from '../../kernel/command';
import { CreateRole } from './role/write/create-role';
import { DisableRole } from './role/write/disable-role';
import { AddRoleToUser } from './user/write/add-role-to-user';
import { DisableUser } from './user/write/disable-user';
import { RegisterUser } from './user/write/register-user';
import { RemoveRoleFromUser } from './user/write/remove-role-from-user';
import { UpdateUserNames } from './user/write/update-user-names';

const [ann, eve, admin] = [uuidOf(1), uuidOf(2), uuidOf(3)];

describe('the commands of IAM', () => {
  let iam: MemoryIam;

  beforeEach(() => {
    iam = new MemoryIam();
  });

  const execute = (command: Command): Promise<AggregateVersion> => iam.bus.execute(command, context);
  const eventsOf = async (stream: string): Promise<unknown[]> =>
    (await all(iam.log.read(stream))).flatMap(({ events }) => events);

  it('write the history of a user', async () => {
    await execute(CreateRole.of({ id: admin, name: 'Administrator' }));
    await execute(RegisterUser.of({ id: ann, email: 'Ann@Example.com' }));
    await execute(UpdateUserNames.of({ id: ann, firstName: 'Ann', lastName: 'Lee' }));
    await execute(AddRoleToUser.of({ id: ann, roleId: admin }));
    await execute(RemoveRoleFromUser.of({ id: ann, roleId: admin }));
    await expect(execute(DisableUser.of({ id: ann }))).resolves.toEqual({ id: ann, version: 5 });

    await expect(eventsOf(`iam/user#${ann}`)).resolves.toEqual([
      { type: 'iam/user/registered', data: { email: 'ann@example.com' } },
      { type: 'iam/user/names-updated', data: { firstName: 'Ann', lastName: 'Lee' } },
      {
        type: 'iam/user/role-added',
        data: { roleId: admin, roleName: 'Administrator', firstName: 'Ann', lastName: 'Lee' },
      },
      { type: 'iam/user/role-removed', data: { roleId: admin } },
      { type: 'iam/user/disabled', data: {} },
    ]);
  });

  it('write the history of a role', async () => {
    await execute(CreateRole.of({ id: admin, name: 'Administrator' }));
    await expect(execute(DisableRole.of({ id: admin }))).resolves.toEqual({ id: admin, version: 2 });
    await expect(eventsOf(`iam/role#${admin}`)).resolves.toEqual([
      { type: 'iam/role/created', data: { name: 'Administrator' } },
      { type: 'iam/role/disabled', data: {} },
    ]);
  });

  it('give an e-mail address to one of many who ask for it at once, in any spelling', async () => {
    const spellings = ['ann@example.com', 'ANN@example.com', ' Ann@Example.com'];
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        execute(RegisterUser.of({ id: uuidOf(index), email: spellings[index % 3] ?? '' })),
      ),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toHaveLength(29);
    for (const reason of refused) expect(reason).toMatchObject({ kind: 'conflict', code: 'iam/email-taken' });
  });

  it('keep the e-mail address of a disabled user', async () => {
    await execute(RegisterUser.of({ id: ann, email: 'ann@example.com' }));
    await execute(DisableUser.of({ id: ann }));
    const second = execute(RegisterUser.of({ id: eve, email: 'ann@example.com' }));
    await expect(second).rejects.toMatchObject({ code: 'iam/email-taken' });
  });

  it('keep names of roles apart, also from those of disabled roles', async () => {
    await execute(CreateRole.of({ id: admin, name: 'Administrator' }));
    await execute(DisableRole.of({ id: admin }));
    const second = execute(CreateRole.of({ id: uuidOf(4), name: 'ADMINISTRATOR' }));
    await expect(second).rejects.toMatchObject({ kind: 'conflict', code: 'iam/role/name-taken' });
  });

  it('add no role that does not exist or is disabled', async () => {
    await execute(RegisterUser.of({ id: ann, email: 'ann@example.com' }));
    await expect(execute(AddRoleToUser.of({ id: ann, roleId: uuidOf(9) }))).rejects.toMatchObject({
      code: 'iam/user/role-not-found',
    });
    await execute(CreateRole.of({ id: admin, name: 'Administrator' }));
    await execute(DisableRole.of({ id: admin }));
    await expect(execute(AddRoleToUser.of({ id: ann, roleId: admin }))).rejects.toMatchObject({
      code: 'iam/user/role-disabled',
    });
  });

  it('take every one of 10 roles added at once', async () => {
    await execute(RegisterUser.of({ id: ann, email: 'ann@example.com' }));
    const ids = Array.from({ length: 10 }, (_, index) => uuidOf(index + 10));
    for (const id of ids) await execute(CreateRole.of({ id, name: `role ${id}` }));
    await Promise.all(ids.map((id) => execute(AddRoleToUser.of({ id: ann, roleId: id }))));
    const commits = await all(iam.log.read(`iam/user#${ann}`));
    expect(commits.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
