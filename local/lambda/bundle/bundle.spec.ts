import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildFolder, type BuildFolder } from '../../../test/support/local/build-folder';
import { fixtureSettings } from '../../../test/support/local/bundled';
import { eventually } from '../../../test/support/local/eventually';
import type { BuildError } from './build-error';
import { buildPlan } from './build-plan';
import { bootstrapFile, bundle, watchBundles } from './bundle';

describe('buildPlan', () => {
  const options = { directory: 'out', readable: false };

  it('builds functions with equal settings together', () => {
    const plan = buildPlan(
      [
        { logicalId: 'A', settings: fixtureSettings('put.ts') },
        { logicalId: 'B', settings: fixtureSettings('consume.ts', { minify: false }) },
        { logicalId: 'C', settings: fixtureSettings('put.ts') },
      ],
      options,
    );

    expect(plan).toMatchObject([
      {
        minify: true,
        entryPoints: [
          { in: resolve('local/fixtures/functions/put.ts'), out: 'A/put' },
          { in: resolve('local/fixtures/functions/put.ts'), out: 'C/put' },
        ],
      },
      { minify: false, entryPoints: [{ out: 'B/consume' }] },
    ]);
  });

  it('puts several entry points below what their folders have in common', () => {
    const settings = fixtureSettings('', {
      codeUri: 'local',
      entryPoints: ['fixtures/functions/put.ts', 'lambda/invocation.ts'],
    });

    expect(buildPlan([{ logicalId: 'A', settings }], options)).toMatchObject([
      { entryPoints: [{ out: 'A/fixtures/functions/put' }, { out: 'A/lambda/invocation' }] },
    ]);
  });

  it('finds entry points without an ending', () => {
    const [plan] = buildPlan([{ logicalId: 'A', settings: fixtureSettings('put') }], options);

    expect(plan).toMatchObject({ entryPoints: [{ in: resolve('local/fixtures/functions/put.ts') }] });
  });

  it('makes source maps where the template wants them', () => {
    const sourcemap = (wanted: boolean): unknown =>
      buildPlan([{ logicalId: 'A', settings: fixtureSettings('put.ts', { sourcemap: wanted }) }], options)[0]
        ?.sourcemap;

    expect([sourcemap(false), sourcemap(true)]).toEqual([false, 'linked']);
  });

  it('keeps names and makes source maps for readers, whatever the template wants', () => {
    const settings = fixtureSettings('put.ts', { minify: true, sourcemap: false });

    expect(buildPlan([{ logicalId: 'A', settings }], { ...options, readable: true })).toMatchObject([
      { minify: false, sourcemap: 'linked', sourcesContent: false },
    ]);
  });
});

describe('bundle', () => {
  let folder: BuildFolder;

  beforeEach(() => {
    folder = buildFolder();
  });

  afterEach(() => {
    folder.remove();
  });

  it('writes a folder for each function, and what all of them need', async () => {
    await bundle(
      [
        {
          logicalId: 'A',
          settings: fixtureSettings('behave.ts', { format: 'esm', outExtension: { '.js': '.mjs' } }),
        },
        { logicalId: 'B', settings: fixtureSettings('consume.ts', { banner: { js: '/* banner */' } }) },
      ],
      { directory: folder.path, readable: true },
    );

    expect(readdirSync(join(folder.path, 'A')).sort()).toEqual(['behave.mjs', 'behave.mjs.map']);
    expect(readFileSync(join(folder.path, 'B', 'consume.js'), 'utf8')).toMatch(/^\/\* banner \*\//);
    expect(existsSync(join(folder.path, bootstrapFile))).toBe(true);
    expect(readFileSync(join(folder.path, 'package.json'), 'utf8')).toBe('{}\n');
  });

  it('leaves a bundle alone that has not changed', async () => {
    const builds = [{ logicalId: 'A', settings: fixtureSettings('consume.ts') }];
    const written = (): number => statSync(join(folder.path, 'A', 'consume.js')).mtimeMs;
    await bundle(builds, { directory: folder.path, readable: false });
    const before = written();
    await bundle(builds, { directory: folder.path, readable: false });

    expect(written()).toBe(before);
  });

  it('names the first fault of the sources in one line', async () => {
    const file = join(folder.path, 'faulty.ts');
    writeFileSync(file, 'import { a } from "./nowhere";\nimport "./neither";\nexport const handler = a;\n');
    const settings = fixtureSettings(resolve(file));

    // How many follow is esbuild's to say: it may report a folder it could not read as well.
    await expect(
      bundle([{ logicalId: 'A', settings }], { directory: folder.path, readable: false }),
    ).rejects.toThrow(
      /^the functions cannot be bundled: \.local\/[^:]*faulty\.ts:1: Could not resolve "\.\/nowhere" \(and \d+ more\)$/,
    );
  });

  it('names an entry point that is not there', async () => {
    await expect(
      bundle([{ logicalId: 'A', settings: fixtureSettings('missing.ts') }], {
        directory: folder.path,
        readable: false,
      }),
    ).rejects.toThrow('missing.ts');
  });
});

describe('watchBundles', () => {
  it('tells which functions changed, and of sources that do not bundle', async () => {
    const folder = buildFolder();
    const file = join(folder.path, 'watched.ts');
    writeFileSync(file, 'export const handler = () => 1;\n');
    const changes: string[][] = [];
    const failures: BuildError[] = [];
    const builds = [
      { logicalId: 'A', settings: fixtureSettings(resolve(file)) },
      { logicalId: 'B', settings: fixtureSettings('consume.ts') },
    ];
    await bundle(builds, { directory: folder.path, readable: false });
    const end = await watchBundles(
      builds,
      { directory: folder.path, readable: false },
      {
        changed: (logicalIds) => changes.push([...logicalIds]),
        failed: (error) => failures.push(error),
      },
    );

    writeFileSync(file, 'export const handler = () => 2;\n');
    await eventually(() => {
      expect(changes).toEqual([['A']]);
    });
    writeFileSync(file, 'export const handler = (;\n');
    await eventually(() => {
      expect(failures[0]?.message).toMatch(/watched\.ts:1: Unexpected/);
    });
    await end();
    folder.remove();
  });
});
