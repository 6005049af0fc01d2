import { startRuntime, type Runtime } from '../../../local/runtime';
import { UserProjection } from '../../../src/contexts/iam/user/read/user.projection';
import { contexts } from '../../../src/composition/modules';
import { closeClients, dynamoDbClient } from '../../support/local/clients';
import { many } from '../../support/many';
import { Api, mustBe } from '../api';
import { Rows } from './rows';
import { toolFor } from './tool';

const USERS = 60;
const { revision } = new UserProjection();

describe('npm run consumers -- rebuild', () => {
  let runtime: Runtime;
  let api: Api;
  let rows: Rows;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-rebuild' });
    api = new Api(runtime.url);
    rows = new Rows(dynamoDbClient(runtime.endpoints.dynamodb));
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  it('goes on where it was cut off, skips nothing, and rows are served throughout', async () => {
    const ids = await many(USERS, 4, () => api.user());
    for (const id of ids) mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    // As the code before left them, which sorted by something else. The first revision is not stored.
    for (const id of ids) {
      const row = await rows.get('IamUsersTable', id);
      await rows.put('IamUsersTable', {
        ...row,
        revision: revision > 2 ? revision - 1 : undefined,
        emailOrder: `old ${id}`,
      });
    }
    let isOver = false;
    let reads = 0;
    const readers = many(2, 2, async (reader) => {
      for (let at = reader; !isOver; at += 1) {
        mustBe(200, await api.get(`/users/${ids[at % USERS] ?? ''}`));
        reads += 1;
      }
    });
    try {
      // Interrupted by the first progress that it shows.
      const interruption = new AbortController();
      let shown = '';
      const screen = {
        isTTY: true,
        write: (text: string) => {
          shown += text;
          if (/ [1-9]\d*\/60/u.test(text)) interruption.abort();
        },
      };
      const first = toolFor(runtime.url, contexts, { screen, signal: interruption.signal });
      const begun = await first('rebuild', 'iam/users', '--rate', '20', '--segments', '3');
      expect(begun.code).toBe(1);
      const command = /To go on: npm run consumers -- (.*)\n/u.exec(shown)?.[1]?.split(' ') ?? [];
      const rest = await toolFor(runtime.url)(...command);
      const rung = [begun, rest].map(({ lines }) => Number(/ (\d+) streams/u.exec(lines[0] ?? '')?.[1]));
      expect(rung[0]).toBeGreaterThan(0);
      expect(rung[0]).toBeLessThan(USERS);
      expect((rung[0] ?? 0) + (rung[1] ?? 0)).toBe(USERS);
      expect(rest).toMatchObject({ code: 0, lines: [expect.any(String), 'rows of older revisions: 0'] });
    } finally {
      isOver = true;
      await readers;
    }
    expect(reads).toBeGreaterThan(USERS);
    const verified = `streams: ${USERS}, rows: ${USERS}, detail rows: 0, differences: 0`;
    expect(await toolFor(runtime.url)('verify', 'iam/users')).toEqual({ code: 0, lines: [verified] });
  }, 180_000);
});
