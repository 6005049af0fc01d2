import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../test/support/local/temporary-folder';
import { openBuildFolder } from './build-folder';

describe('openBuildFolder', () => {
  it("is a process's own, and clears away what is left of others", () =>
    withTemporaryFolder(async (parent) => {
      const living = String(process.ppid);
      for (const name of [living, '999999999', 'IamCommands']) mkdirSync(join(parent, name));
      writeFileSync(join(parent, 'bootstrap.mjs'), '');
      const folder = openBuildFolder(parent);
      mkdirSync(folder.path);

      expect(readdirSync(parent).sort()).toEqual([living, String(process.pid)].sort());
      folder.remove();
      expect(existsSync(folder.path)).toBe(false);
      await Promise.resolve();
    }));
});
