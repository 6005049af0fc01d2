import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../test/support/local/eventually';

const PARTS = ['local', 'src', 'scripts', 'package.json', 'tsconfig.json', 'template.yaml', 'openapi.json'];

describe('the folder of the project', () => {
  const parent = mkdtempSync(join(tmpdir(), 'start-'));
  const started: ChildProcess[] = [];

  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(parent, { recursive: true, force: true });
  });

  /** A copy of what `npm start` needs. */
  function projectIn(name: string): string {
    const folder = join(parent, name);
    mkdirSync(folder);
    for (const part of PARTS) {
      cpSync(part, join(folder, part), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    return folder;
  }

  /** @returns where the API of the started project is */
  async function start(folder: string, ...options: string[]): Promise<string> {
    const child = spawn(process.execPath, [join('local', 'start.mjs'), ...options], {
      cwd: folder,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return eventually(() => {
      if (child.exitCode !== null) throw new Error(`ended before it was ready: ${output}`);
      const ready = /ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (ready === undefined) throw new Error(`not ready: ${output}`);
      return ready;
    }, 20_000);
  }

  it.each([['a?b'], ['a #b%20c'], ["it's é & [x] ? y=1#z"]])('may be called %s', async (name) => {
    const url = await start(
      projectIn(name),
      '--template',
      join('local', 'fixtures', 'pipeline.template.yaml'),
    );
    const init = { method: 'PUT', body: 'text', headers: { 'content-type': 'text/plain' } };

    expect((await fetch(`${url}/items/a`, init)).status).toBe(202);
  });

  it('may be called so where the wiring is checked first', async () => {
    const url = await start(projectIn("what's? this"));

    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});
