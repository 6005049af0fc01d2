import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { findDynoxide } from './dynoxide-binary';

async function program(folder: string, mode = 0o755, name = 'dynoxide'): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
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

  it.each([
    [{ platform: 'darwin', arch: 'arm64' }, 'dynoxide'],
    [{ platform: 'linux', arch: 'arm64' }, 'dynoxide'],
    [{ platform: 'win32', arch: 'x64' }, 'dynoxide.exe'],
  ])('looks for the program of %j', async (machine, name) => {
    await withTemporaryFolder(async (root) => {
      const folder = join(root, `node_modules/@dynoxide/${machine.platform}-${machine.arch}`);
      const installed = await program(folder, 0o755, name);
      expect(await findDynoxide({ PATH: '' }, root, machine)).toBe(installed);
    });
    await withTemporaryFolder(async (root) => {
      const onPath = await program(join(root, 'bin'), 0o755, name);
      expect(await findDynoxide({ PATH: join(root, 'bin') }, root, machine)).toBe(onPath);
    });
  });

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

describe('package-lock.json', () => {
  // An `npm install` on a registry that lacks one of them would drop it without a word.
  it('has the emulator for every machine that it is published for, in one version', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lockfile;
    const { optionalDependencies: wanted = {} } = packages[''] ?? {};
    expect(Object.keys(wanted)).toEqual(
      ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'].map(
        (name) => `@dynoxide/${name}`,
      ),
    );
    for (const [name, version] of Object.entries(wanted)) {
      const [os, cpu] = name.replace('@dynoxide/', '').split('-');
      const locked = { version, optional: true, os: [os], cpu: [cpu] };
      expect(packages[`node_modules/${name}`]).toMatchObject(locked);
      expect(version).toBe(wanted['@dynoxide/linux-x64']);
    }
  });
});

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}
