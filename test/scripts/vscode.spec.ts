import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { DEBUGGER_PORT } from '../../local/cli/arguments';

interface Configuration {
  readonly name: string;
  readonly request: 'launch' | 'attach';
  readonly program?: string;
  readonly runtimeArgs?: readonly string[];
  readonly port?: number;
}

const { configurations } = JSON.parse(readFileSync('.vscode/launch.json', 'utf8')) as {
  configurations: readonly Configuration[];
};

describe('the configurations of VS Code', () => {
  it('hold those that the README names', () => {
    const named = [
      ...readFileSync('README.md', 'utf8').matchAll(/VS Code configuration "([^"]+)"/gu),
    ].flatMap(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(configurations.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });

  it('attach where npm start -- --inspect listens', () => {
    const attaching = configurations.filter(({ request }) => request === 'attach');
    expect(attaching.map(({ port }) => port)).toEqual([DEBUGGER_PORT]);
  });

  it('launch what npm start runs', async () => {
    const launched = configurations.find(({ name }) => name === 'Foldline');
    const program = launched?.program?.replace('${workspaceFolder}', '.') ?? '';
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...(launched?.runtimeArgs ?? []),
      program,
      '--help',
    ]);
    expect(stdout).toContain('npm start');
  });
});
