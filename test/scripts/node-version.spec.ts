import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';

const load = createRequire(`${process.cwd()}/package.json`);
const { satisfies } = load('semver') as { satisfies: (version: string, range: string) => boolean };
const { parse } = load('acorn') as { parse: (text: string, options: { ecmaVersion: 5 }) => object };

const CHECK = './scripts/node-version.cjs';
const { isSupported, inWords } = load(CHECK) as {
  isSupported: (version: string, range: string) => boolean;
  inWords: (range: string) => string;
};
const manifest = load('./package.json') as { engines: { node: string }; scripts: Record<string, string> };
const lockfile = load('./package-lock.json') as { packages: Record<string, { engines?: { node?: string } }> };

const range = manifest.engines.node;
const number = fc.integer({ min: 0, max: 30 });
const version = fc.tuple(number, number, number).map((numbers) => numbers.join('.'));
const part = fc.tuple(fc.constantFrom('^', '>='), version).map(([sign, least]) => sign + least);
const someRange = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' || '));

/** What the check says when process.versions.node is another one. */
function checkedOn(running: string): { status: number; output: string } {
  const asIf = `Object.defineProperty(process.versions, 'node', { value: '${running}' });`;
  const script = `${asIf} process.argv[1] = require.resolve('${CHECK}'); require('module').runMain();`;
  try {
    return {
      status: 0,
      output: execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', stdio: 'pipe' }),
    };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    return { status, output: stderr };
  }
}

describe('the range of Node.js', () => {
  it('is read as npm reads it', () => {
    fc.assert(
      // The caret of npm is a narrower one below 1.0.0, which no Node.js of today is.
      fc.property(version, someRange, (running, wanted) => {
        fc.pre(!wanted.includes('^0.'));
        expect(isSupported(running, wanted)).toBe(satisfies(running, wanted));
      }),
    );
  });

  it.each(['20', '~20.1.0', '20.x', '>=20 <24', ''])('is not guessed: %p', (wanted) => {
    expect(() => isSupported('20.19.0', wanted)).toThrow('write ^20.19.0 or >=24.0.0');
  });

  it('holds this Node.js, the one of .nvmrc and the one of AWS', () => {
    expect(isSupported(process.versions.node, range)).toBe(true);
    const chosen = readFileSync('.nvmrc', 'utf8').trim();
    expect(isSupported(chosen, range)).toBe(true);
    expect(readFileSync('template.yaml', 'utf8')).toContain(`Runtime: nodejs${chosen}.x`);
  });

  it('is what the README asks for', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`Node ${inWords(range)} is all you need.`);
  });

  const lowest = range.split('||').map((each) => each.replace(/^\D+/u, '').trim());

  it.each(lowest)('holds no Node.js that a locked package refuses: %s', (least) => {
    const refusing = Object.entries(lockfile.packages).filter(
      ([, { engines }]) => engines?.node !== undefined && !satisfies(least, engines.node),
    );
    expect(refusing.map(([path]) => path)).toEqual([]);
  });
});

describe('the check of it', () => {
  it.each(['18.20.4', '20.10.0', '20.18.3', '21.7.3', '22.12.0', '23.11.0', '0.10.48'])(
    'ends Node.js %s with one line',
    (running) => {
      const { status, output } = checkedOn(running);
      expect(status).toBe(1);
      expect(output).toMatch(/^Foldline needs Node\.js .+; this is [\d.]+\. Run `nvm install`.+\n$/u);
      expect(output).toContain(running);
    },
  );

  it.each(['20.19.0', '20.20.2', '22.13.0', '24.0.0', '25.1.0'])('lets Node.js %s pass', (running) => {
    expect(checkedOn(running)).toEqual({ status: 0, output: '' });
  });

  it('is written for a Node.js of any age', () => {
    expect(() => parse(readFileSync(CHECK, 'utf8'), { ecmaVersion: 5 })).not.toThrow();
  });

  it.each(Object.entries(manifest.scripts))('comes first in npm run %s', (_, command) => {
    const steps = command.split(' && ');
    const composed = steps.every((step) => step.startsWith('npm run '));
    expect(composed || steps[0] === 'node scripts/node-version.cjs').toBe(true);
  });
});
