import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime, type Runtime } from '../../../local/runtime';
import { localPage } from '../../../scripts/installation/local-installation';
import type { Installation } from '../../../scripts/installation/installation';
import { UserProjection } from '../../../src/contexts/iam/user/read/user.projection';
import { contexts } from '../../../src/composition/modules';
import { closeClients, dynamoDbClient } from '../../support/local/clients';
import { many } from '../../support/many';
import { Api, mustBe } from '../api';
import { Rows } from './rows';
import { toolFor, type Seat } from './tool';

const USERS = 150;
const { revision } = new UserProjection();

/** Calls of the tool to the log's table, by their names. */
class LogCalls {
  readonly names: string[] = [];

  readonly watch = ({ dynamodb }: Installation): void => {
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (JSON.stringify(args.input).includes('EventLogTable')) this.names.push(String(commandName));
          return next(args);
        },
      { step: 'initialize', name: 'log-calls' },
    );
  };
}

describe('npm run consumers -- rebuild --from-export', () => {
  let runtime: Runtime;
  let api: Api;
  let rows: Rows;
  let folder: string;
  let ids: readonly string[];

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-rebuild-from-export' });
    api = new Api(runtime.url);
    rows = new Rows(dynamoDbClient(runtime.endpoints.dynamodb));
    folder = await mkdtemp(join(tmpdir(), 'foldline-spec-'));
    ids = await many(USERS, 8, () => api.user());
    await readable(ids, 1);
  }, 120_000);

  afterAll(async () => {
    closeClients();
    await runtime.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const tool = (seat: Partial<Seat> = {}): ReturnType<typeof toolFor> => toolFor(runtime.url, contexts, seat);
  const rename = async (id: string, firstName: string): Promise<void> => {
    mustBe(202, await api.put(`/users/${id}`, { firstName, lastName: 'Lee' }));
  };
  const readable = (some: readonly string[], version: number): Promise<unknown> =>
    many(some.length, 8, async (at) =>
      mustBe(200, await api.fresh(`/users/${some[at] ?? ''}?minVersion=${version}`)),
    );
  /** As the code before left a row, which sorted by something else. The first revision is not stored. */
  const age = async (id: string): Promise<void> => {
    const row = await rows.get('IamUsersTable', id);
    const old = revision > 2 ? revision - 1 : undefined;
    await rows.put('IamUsersTable', { ...row, revision: old, emailOrder: `old ${id}` });
  };
  const verified = async (count: number): Promise<void> => {
    const line = `streams: ${count}, rows: ${count}, detail rows: 0, differences: 0`;
    expect(await tool()('verify', 'iam/users')).toEqual({ code: 0, lines: [line] });
  };
  const rebuild = ['rebuild', 'iam/users', '--rate', '1000', '--from-export'] as const;

  it('makes rows of a full and an incremental export and of what came after, which are served throughout', async () => {
    expect(await tool()('export', folder)).toMatchObject({
      code: 0,
      lines: [expect.stringContaining(`exported: ${USERS} commits`), expect.any(String)],
    });
    await many(20, 4, (at) => rename(ids[at] ?? '', 'In the second'));
    await readable(ids.slice(0, 20), 2);
    const added = await tool()('export', folder, '--incremental');
    expect(added.lines[0]).toMatch(/^exported: \d+ commits/u);
    // 10 of them have commits in all three places; their rows must not go back.
    await many(20, 4, (at) => rename(ids[at + 10] ?? '', 'Afterwards'));
    const late = await many(5, 4, () => api.user());
    await readable(ids.slice(10, 20), 3);
    await readable(ids.slice(20, 30), 2);
    await readable(late, 1);
    const all = [...ids, ...late];
    await many(all.length, 8, (at) => age(all[at] ?? ''));
    // As in a table that was restored: some rows are missing altogether.
    const gone = ids.slice(30, 50);
    for (const id of gone) await rows.delete('IamUsersTable', { id });
    const there = all.filter((id) => !gone.includes(id));

    let isOver = false;
    let reads = 0;
    const readers = many(2, 2, async (reader) => {
      for (let at = reader; !isOver; at += 1) {
        const id = there[at % there.length] ?? '';
        const { body } = mustBe(200, await api.get(`/users/${id}`));
        const position = ids.indexOf(id);
        if (position >= 10 && position < 30) expect(body.firstName).toBe('Afterwards');
        reads += 1;
      }
    });
    const calls = new LogCalls();
    try {
      const { code, lines } = await tool(calls)(...rebuild, folder);
      expect({ code, lines }).toMatchObject({
        code: 0,
        lines: [
          expect.stringMatching(/^export: AWSDynamoDB\/\S+ and 1 incremental, up to /u),
          // The 20 that were renamed afterwards, and no other, hold more than the export.
          `rows written: ${USERS - 20}, up to date: 0, ahead of the export: 20, with gaps in it: 0, failed: 0`,
          // Those, and the new ones: of no other stream is the log read.
          'rung for what the export lacks: 25 streams',
          'rows of older revisions: 0',
        ],
      });
    } finally {
      isOver = true;
      await readers;
    }
    expect(calls.names).toEqual([]);
    expect(reads).toBeGreaterThan(10);
    for (const id of gone) mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    await verified(all.length);
  }, 180_000);

  it('goes on where it was cut off, from a bucket, while commands go on', async () => {
    const { LogArchiveBucket } = await localPage<Record<string, string>>(runtime.url, 'buckets');
    const where = `s3://${LogArchiveBucket ?? ''}/second`;
    await tool()('export', where);
    const { length } = await rowsOf();
    for (const { id } of await rowsOf()) await age(id);
    const interruption = new AbortController();
    let shown = '';
    const screen = {
      isTTY: true,
      write: (text: string) => {
        shown += text;
        if (/writing iam\/users \[.*\] [1-9]\d*\//u.test(text)) interruption.abort();
      },
    };
    const first = await tool({ screen, signal: interruption.signal })(...rebuild, where);
    expect(first.code).toBe(1);
    const command = /To go on: npm run consumers -- (.*)\n/u.exec(shown)?.[1]?.split(' ') ?? [];
    expect(command).toEqual([...rebuild, where]);
    const [rest] = await Promise.all([
      tool()(...command),
      many(60, 4, (at) => rename(ids[at % 30] ?? '', `Meanwhile ${at}`)),
    ]);
    expect(rest.code).toBe(0);
    const counts = /^rows written: (\d+), up to date: (\d+), ahead of the export: (\d+)/mu.exec(
      rest.lines.join('\n'),
    );
    const [, written = 0, upToDate = 0, ahead = 0] = (counts ?? []).map(Number);
    expect(upToDate).toBeGreaterThan(0);
    expect(written).toBeGreaterThan(0);
    expect(written + upToDate + ahead).toBe(length);
    await verified(length);
  }, 180_000);

  it('writes no row of an export that is damaged', async () => {
    const where = join(folder, 'damaged');
    await tool()('export', where);
    const [file = ''] = (await readdir(where, { recursive: true })).filter((name) => name.endsWith('.gz'));
    const content = await readFile(join(where, file));
    content[content.length - 20] = (content[content.length - 20] ?? 0) ^ 1;
    await writeFile(join(where, file), content);
    const [id = ''] = ids;
    await age(id);
    await expect(tool()(...rebuild, where)).rejects.toThrow(
      /^The export is damaged \(\d\), and no row was written:\n/u,
    );
    expect(await rows.get('IamUsersTable', id)).toMatchObject({ emailOrder: `old ${id}` });
  });

  it('refuses what it cannot make rows of', async () => {
    await expect(tool()(...rebuild, join(folder, 'nothing'))).rejects.toThrow('has no complete full export');
    const process = 'iam/remove-role-from-users-when-role-disabled';
    await expect(tool()('rebuild', process, '--from-export', folder)).rejects.toThrow(
      `${process} is a process: only rows are made from an export`,
    );
    await expect(tool()('export', join(folder, 'nothing'), '--incremental')).rejects.toThrow(
      'no full export to go on from',
    );
  });

  async function rowsOf(): Promise<{ readonly id: string }[]> {
    const items = await api.all('/users');
    return items.map(({ id }) => ({ id: String(id) }));
  }
});
