import { fixtureSettings } from '../../../test/support/local/bundled';
import type { Json } from '../../template/json';
import { buildSettings } from './build-settings';

describe('buildSettings', () => {
  const settings = (BuildProperties: Json, BuildMethod = 'esbuild'): ReturnType<typeof buildSettings> =>
    buildSettings(
      {
        logicalId: 'F',
        type: '',
        properties: { CodeUri: 'src' },
        metadata: { BuildMethod, BuildProperties },
      },
      '/project',
    );

  it("has SAM's defaults", () => {
    expect(settings({ EntryPoints: ['a.ts'] })).toEqual(fixtureSettings('a.ts', { codeUri: '/project/src' }));
  });

  it('reads every property', () => {
    expect(
      settings({
        EntryPoints: ['a.ts', 'b.ts'],
        Format: 'esm',
        Minify: false,
        Sourcemap: true,
        SourcesContent: false,
        Target: 'es2023',
        MainFields: 'module,main',
        External: ['x'],
        OutExtension: ['.js=.mjs'],
        Banner: ['js=const a="=";'],
        Loader: { '.png': 'file' },
        UseNpmCi: true,
      }),
    ).toEqual({
      codeUri: '/project/src',
      entryPoints: ['a.ts', 'b.ts'],
      format: 'esm',
      minify: false,
      sourcemap: true,
      sourcesContent: false,
      target: ['es2023'],
      mainFields: ['module', 'main'],
      external: ['x'],
      outExtension: { '.js': '.mjs' },
      banner: { js: 'const a="=";' },
      loader: { '.png': 'file' },
    });
  });

  it.each<[string, Json, string]>([
    [
      'a property that SAM does not know',
      { EntryPoints: ['a.ts'], Plugins: [] },
      'BuildProperties.Plugins: is not one of',
    ],
    ['no entry points', {}, 'needs a list of EntryPoints'],
    ['an unknown format', { EntryPoints: ['a.ts'], Format: 'umd' }, 'must be cjs, esm or iife'],
    ['properties that are no map', [], 'BuildProperties must be a map'],
  ])('refuses %s', (_case, properties, message) => {
    expect(() => settings(properties)).toThrow(message);
  });

  it.each([
    ['../', '/project'],
    ['.', '/project/infra'],
    ['./a/../b/', '/project/infra/b'],
    ['/elsewhere', '/elsewhere'],
    [undefined, '/project/infra'],
  ])('takes the CodeUri %s from the folder of the template', (CodeUri, expected) => {
    const properties = { ...(CodeUri !== undefined && { CodeUri }) };
    const metadata = { BuildMethod: 'esbuild', BuildProperties: { EntryPoints: ['a.ts'] } };
    const { codeUri } = buildSettings({ logicalId: 'F', type: '', properties, metadata }, '/project/infra');
    expect(codeUri).toBe(expected);
  });

  it('refuses sources that are no folder', () => {
    const metadata = { BuildMethod: 'esbuild', BuildProperties: { EntryPoints: 'a.ts' } };
    const properties = { CodeUri: 's3://bucket/key' };
    expect(() => buildSettings({ logicalId: 'F', type: '', properties, metadata }, '.')).toThrow(
      'Resources.F.Properties.CodeUri: must be a folder',
    );
  });

  it('refuses another way to build', () => {
    expect(() => settings({}, 'makefile')).toThrow('needs BuildMethod: esbuild');
  });
});
