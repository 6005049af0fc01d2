import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocally, type LocalProcess } from '../support/local-process';
import { many } from '../support/many';
import { Api, mustBe } from './api';

describe('npm start -- --data DIR, killed under load', () => {
  const WRITERS = 8;
  const ENOUGH = 120;
  let dataDir: string;
  let local: LocalProcess | undefined;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'foldline-crash-'));
  });

  afterEach(async () => {
    await local?.stop();
    rmSync(dataDir, { recursive: true });
  });

  /** Registers and renames users until the API is gone. @returns the version acknowledged last, by user */
  const writeUntilKilled = async (api: Api, onAcknowledged: () => void): Promise<Map<string, number>> => {
    const acknowledged = new Map<string, number>();
    await many(WRITERS, WRITERS, async () => {
      for (;;) {
        const id = randomUUID();
        try {
          mustBe(202, await api.post('/users', { id, email: `${id}@example.com` }));
          acknowledged.set(id, 1);
          mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
          acknowledged.set(id, 2);
          onAcknowledged();
        } catch (error) {
          // What fetch throws when the connection is gone; of another realm under jest, hence by name.
          if ((error as Error).name === 'TypeError') return;
          throw error;
        }
      }
    });
    return acknowledged;
  };

  it('keeps every acknowledged command, and the read models catch up after a restart', async () => {
    const first = await startLocally(0, ['--data', dataDir]);
    let count = 0;
    let killed: Promise<void> | undefined;
    const acknowledged = await writeUntilKilled(new Api(first.url), () => {
      count += 1;
      if (count >= ENOUGH) killed ??= first.kill();
    });
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(ENOUGH);

    local = await startLocally(0, ['--data', dataDir]);
    const api = new Api(local.url);
    const versions = [...acknowledged];
    await many(versions.length, WRITERS, async (index) => {
      const [id, version] = versions[index] ?? ['', 0];
      const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=${version}`));
      expect(body.email).toBe(`${id}@example.com`);
    });
  }, 120_000);
});
