import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { call, FunctionHarness } from '../../test/support/local/function-harness';
import { buildFolder } from '../../test/support/local/build-folder';
import { fixtureSettings } from '../../test/support/local/bundled';
import { bundle } from './bundle/bundle';
import { sourceFrames } from './source-frames';

describe('sourceFrames', () => {
  const folder = buildFolder();
  const frames = sourceFrames(folder.path);
  const bundled = join(resolve(folder.path), 'A', 'behave.js');

  beforeAll(async () => {
    const settings = fixtureSettings('behave.ts');
    await bundle([{ logicalId: 'A', settings }], { directory: folder.path, readable: true });
  });

  afterAll(() => {
    folder.remove();
  });

  /** Where the bundle throws what the fixture does not know. */
  async function frameOf(): Promise<string> {
    const harness = new FunctionHarness();
    await harness.build();
    await call(harness.start(), 'unknown');
    const [line = ''] = harness.log.outputs('Behave').filter((text) => text.includes('Invoke Error'));
    await harness.reset();
    harness.remove();
    return line;
  }

  it('names source, line and column in what a function logs', async () => {
    expect(await frameOf()).toMatch(/at (?:\w+\.)?handler \(local\/fixtures\/functions\/behave\.ts:9:\d+\)/);
  });

  it.each([
    ['a path', (file: string) => `    at handler (${file}:30:1)`],
    ['a URL', (file: string) => `at ${pathToFileURL(file).href}:30:1`],
    ['JSON', (file: string) => JSON.stringify({ stack: `Error: x\n    at handler (${file}:30:1)` })],
  ])('finds the place in %s', (_case, line) => {
    expect(frames(line(bundled))).toMatch(/[ (]local\/fixtures\/functions\/behave\.ts:\d+:\d+/);
  });

  it('leaves other files, other text, and bundles without a map alone', () => {
    const bare = join(dirname(bundled), '..', 'Bare', 'behave.js');
    mkdirSync(dirname(bare));
    copyFileSync(bundled, bare);

    for (const text of [
      '',
      'a / b.js:1:2 (c)',
      '/etc/other.js:1:2',
      `at (${bare}:30:1)`,
      `${bundled}: no place`,
    ])
      expect(frames(text)).toBe(text);
  });
});
