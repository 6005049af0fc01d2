import fc from 'fast-check';
import { MemoryDoorbells, NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { commitOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import { versionAfter, streamOf, type Commit } from '../../eventsourcing/log/commit';
import { bucketOf, sortText } from '../../eventsourcing/reading/buckets';
import { DomainError } from '../../kernel/domain-error';
import { RoleUsersProjection } from './role/read/role-users.projection';
import { roleUserNamesTable, roleUsersTable } from './role/read/role.tables';
import { User } from './user/domain/user';
import { UserProjection } from './user/read/user.projection';
import { userRolesTable, usersTable } from './user/read/user.tables';

const IDS = ['ann', 'bob', 'eve'];
type Act = (user: User) => void;

/** Something that somebody tries with a user; what the rules refuse just does not happen. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(fc.constantFrom('Ann', 'Bob', '李'), fc.constantFrom('Lee', 'Ray'))
    .map(([first, last]): Act => (user) => {
      user.updateNames(first, last);
    }),
  fc.constantFrom('1', '2', '3').map((id): Act => (user) => {
    user.addRole({ id, name: `role ${id}`, status: 'enabled' });
  }),
  fc.constantFrom('1', '2', '3').map((id): Act => (user) => {
    user.removeRole(id);
  }),
  {
    weight: 1,
    arbitrary: fc.constant<Act>((user) => {
      user.disable();
    }),
  },
);

/** The tries of each commit of each user, after the registration. */
const histories = fc.tuple(
  ...IDS.map(() => fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { maxLength: 12 })),
);

/** A user with everything that happened, and the commits of it. */
function live(id: string, tries: readonly (readonly Act[])[]): { user: User; commits: Commit[] } {
  const user = new User(id);
  const commits: Commit[] = [];
  for (const acts of [
    [
      (it: User): void => {
        it.register(`${id}@example.com`);
      },
    ],
    ...tries,
  ]) {
    const before = user.raised.length;
    for (const each of acts) {
      try {
        each(user);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
    }
    const events = user.raised.slice(before);
    if (events.length > 0) commits.push(commitOf(streamOf(User.type, id), before + 1, ...events));
  }
  return { user, commits };
}

/** What the tables must hold, by the aggregates alone. */
function expectedRows(users: readonly User[]): object {
  const rolesOf = (user: User): string[] => [...user.state.roles].sort();
  return {
    users: users.map(({ id, version, state: { email, firstName, lastName, disabled } }) => ({
      id,
      version,
      revision: new UserProjection().revision,
      email,
      firstName,
      lastName,
      disabled,
      bucket: bucketOf(id),
      emailOrder: sortText(email, id),
    })),
    userRoles: users.flatMap((user) =>
      rolesOf(user).map((roleId) => ({ userId: user.id, roleId, name: `role ${roleId}` })),
    ),
    names: users.map(({ id, version, state: { firstName, lastName, disabled } }) => ({
      id,
      version,
      firstName,
      lastName,
      disabled,
    })),
    roleUsers: ['1', '2', '3'].flatMap((roleId) =>
      users.filter((user) => rolesOf(user).includes(roleId)).map((user) => ({ roleId, userId: user.id })),
    ),
  };
}

function rowsOf({ tables }: MemoryProjectionStore): object {
  return {
    users: tables.rows(usersTable),
    userRoles: tables.rows(userRolesTable),
    names: tables.rows(roleUserNamesTable),
    roleUsers: tables.rows(roleUsersTable),
  };
}

describe('the read side of IAM', () => {
  it('equals the fold of the log, whatever is lost, repeated or out of order, once the last commits arrive', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.infiniteStream(fc.nat()), async (tries, random) => {
        const pick = (below: number): number => (random.next().value ?? 0) % below;
        const lives = IDS.map((id, index) => live(id, tries[index] ?? []));
        const commits = lives.flatMap((each) => each.commits);
        const log = new MemoryEventStore();
        for (const commit of commits) await log.append(commit);

        const store = new MemoryProjectionStore();
        const logger = new RecordingLogger();
        const projections = [untyped(new UserProjection()), untyped(new RoleUsersProjection())];
        const doorbells = new MemoryDoorbells();
        const projector = projectorOf(projections, store, { log, logger, doorbells });
        const someBatch = (): Commit[] =>
          Array.from({ length: 1 + pick(10) }, () => commits[pick(commits.length)]).flatMap(
            (commit) => commit ?? [],
          );

        for (let round = pick(6); round > 0; round -= 1) {
          // Two at once, as when a message comes again while its first delivery is still at work.
          const batches = [someBatch(), someBatch()];
          const left = await Promise.all(batches.map((batch) => projector.take(batch, NO_HURRY)));
          expect(left).toEqual([new Set(), new Set()]);
        }
        const lastOnes = lives.flatMap((each) => each.commits.at(-1) ?? []);
        await expect(projector.take(lastOnes, NO_HURRY)).resolves.toEqual(new Set());

        expect(rowsOf(store)).toEqual(expectedRows(lives.map(({ user }) => user)));
        for (const { user, commits: own } of lives) expect(own.map(versionAfter).at(-1)).toBe(user.version);
        expect(logger.messages('error')).toEqual([]);
        expect(doorbells.rung).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
