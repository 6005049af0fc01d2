import { connect } from 'node:net';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { findDynoxide } from './dynoxide-binary';
import { launchDynoxide } from './dynoxide-process';

/** A program in place of dynoxide. */
async function script(folder: string, lines: string): Promise<string> {
  const file = join(folder, 'dynoxide');
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
  return file;
}

describe('launchDynoxide', () => {
  it('returns when the port answers', () =>
    withTemporaryFolder(async (folder) => {
      const binary = await findDynoxide(process.env);
      const databaseFile = join(folder, 'data.sqlite');
      const { process: running, endpoint } = await launchDynoxide({ binary, databaseFile });
      await new Promise<void>((resolve, reject) => {
        const { hostname, port } = new URL(endpoint);
        const socket = connect(Number(port), hostname, () => {
          socket.destroy();
          resolve();
        });
        socket.once('error', reject);
      });
      await running.stop();
    }));

  it('tries again, a few times, when it ends at once, and then says what it wrote', () =>
    withTemporaryFolder(async (folder) => {
      const attempts = join(folder, 'attempts');
      const binary = await script(folder, `echo "$5" >> '${attempts}'; echo port taken >&2; exit 1`);
      const launching = launchDynoxide({ binary, databaseFile: join(folder, 'x') });
      await expect(launching).rejects.toThrow(/^dynoxide did not start \(exit code 1; /);
      const ports = (await readFile(attempts, 'utf8')).trim().split('\n');
      expect(ports).toHaveLength(3);
      for (const port of ports) expect(Number(port)).toBeGreaterThan(0);
    }));

  it('starts when only the first attempt fails', () =>
    withTemporaryFolder(async (folder) => {
      const real = await findDynoxide(process.env);
      const mark = join(folder, 'mark');
      const binary = await script(folder, `[ -e '${mark}' ] && exec '${real}' "$@"; touch '${mark}'; exit 1`);
      const databaseFile = join(folder, 'data.sqlite');
      const { process: running } = await launchDynoxide({ binary, databaseFile });
      await running.stop();
      expect(await readFile(databaseFile)).not.toHaveLength(0);
    }));
});
