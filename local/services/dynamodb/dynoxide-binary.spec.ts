import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { findDynoxide } from './dynoxide-binary';

async function program(folder: string, mode = 0o755): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'dynoxide');
  await writeFile(file, '');
  await chmod(file, mode);
  return file;
}

describe('findDynoxide', () => {
  it('prefers the one that npm installed for this platform', () =>
    withTemporaryFolder(async (root) => {
      const installed = await program(
        join(root, `node_modules/@dynoxide/${process.platform}-${process.arch}`),
      );
      await program(join(root, 'bin'));
      expect(await findDynoxide({ PATH: join(root, 'bin') }, root)).toBe(installed);
    }));

  it('takes the first on the PATH that can be run', () =>
    withTemporaryFolder(async (root) => {
      await program(join(root, 'notes'), 0o644);
      const runnable = await program(join(root, 'bin'));
      const PATH = [join(root, 'missing'), join(root, 'notes'), join(root, 'bin')].join(delimiter);
      // Root may run everything that anybody may run, and nothing else: 0644 is not runnable for root either.
      expect(await findDynoxide({ PATH }, root)).toBe(runnable);
    }));

  it('says in one line how to get one', () =>
    withTemporaryFolder(async (root) => {
      const failure = findDynoxide({ PATH: root }, root);
      await expect(failure).rejects.toThrow(
        /No DynamoDB emulator for .*PATH.*brew install.*LOCAL_DYNAMODB_ENDPOINT/,
      );
      await expect(failure).rejects.not.toThrow(/\n/);
    }));
});
