import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Command } from '../test/support/local/command';
import { eventually } from '../test/support/local/eventually';

const fixture = ['--template', 'local/fixtures/pipeline.template.yaml'];

interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Everything below a process. */
function descendants(root: number | undefined): Process[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = rows.map((row) => {
    const [pid, parent, ...command] = row.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
  const below = (parent: number | undefined): Process[] =>
    all.filter((row) => row.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** A process that ended may stay in the table until somebody asks for its exit code. */
function isAlive(pid: number): boolean {
  const rows = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .some(([id, state]) => Number(id) === pid && state?.startsWith('Z') === false);
}

function put(url: string, id: string): Promise<Response> {
  return fetch(`${url}/items/${id}`, {
    method: 'PUT',
    body: 'text',
    headers: { 'content-type': 'text/plain' },
  });
}

/** Ids of what the function behind the queue says that it consumed. */
function consumed(command: Command): string[] {
  const lines = command
    .stdout()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines
    .map((line) => JSON.parse(line) as { function?: string; message: string })
    .filter((entry) => entry.function === 'Consume')
    .flatMap(({ message }) => /^consumed \{"id":"([^"]+)"/.exec(message)?.[1] ?? []);
}

describe('npm start', () => {
  const started: Command[] = [];

  function run(options: readonly string[], variables?: Record<string, string>): Command {
    const command = runCommand(options, variables);
    started.push(command);
    return command;
  }

  afterEach(() => {
    for (const { process } of started.splice(0)) process.kill('SIGKILL');
  });

  it('explains itself', async () => {
    const command = run(['--help']);

    expect(await command.ended()).toBe(0);
    expect(command.stdout()).toContain('--data DIR');
  });

  it.each<[NodeJS.Signals]>([['SIGINT'], ['SIGTERM'], ['SIGHUP']])(
    'is ready, works, and ends with every child on %s',
    async (signal) => {
      const command = run(fixture);
      const url = await command.ready();
      expect((await put(url, 'a')).status).toBe(202);
      await eventually(() => {
        expect(consumed(command)).toContain('a');
      });
      const children = descendants(command.process.pid);
      const start = Date.now();
      command.process.kill(signal);

      expect(await command.ended()).toBe(0);
      expect(Date.now() - start).toBeLessThan(3_000);
      expect(children.length).toBeGreaterThan(0);
      await eventually(() => {
        expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
      }, 1_000);
      expect(command.stderr()).toBe('');
    },
  );

  it('answers what it has accepted when it is to end, and refuses the rest', async () => {
    const command = run([...fixture, '--quiet']);
    const url = await command.ready();
    await put(url, 'warm');
    const answers = Array.from({ length: 200 }, async (_, index) => {
      try {
        return (await put(url, `item-${index}`)).status;
      } catch {
        return 'refused';
      }
    });
    await Promise.race(answers);
    command.process.kill('SIGINT');

    const outcomes = new Set(await Promise.all(answers));
    expect(await command.ended()).toBe(0);
    expect([...outcomes].filter((outcome) => ![202, 503, 'refused'].includes(outcome))).toEqual([]);
    expect(outcomes).toContain(202);
  });

  it('goes on when nobody reads any more what it writes', async () => {
    const command = run(fixture);
    const url = await command.ready();
    command.process.stdout?.destroy();
    for (const id of ['a', 'b', 'c']) expect((await put(url, id)).status).toBe(202);
    command.process.kill('SIGTERM');

    expect(await command.ended()).toBe(0);
    expect(command.stderr()).toBe('');
  });

  it('ends without a word when it is interrupted while it starts', async () => {
    const command = run(fixture);
    await eventually(() => {
      expect(existsSync(join('.local', 'build', String(command.process.pid)))).toBe(true);
    });
    // A terminal tells everything that it runs, the builder too.
    const builder = descendants(command.process.pid).filter((child) => child.command.includes('esbuild'));
    for (const { pid } of builder) process.kill(pid, 'SIGINT');
    command.process.kill('SIGINT');

    expect(await command.ended()).toBe(0);
    expect([command.stdout(), command.stderr()]).toEqual(['', '']);
  });

  it('writes nothing but the ready line when it is to be quiet', async () => {
    const command = run([...fixture, '--quiet']);
    const url = await command.ready();
    await put(url, 'a');
    command.process.kill('SIGINT');
    await command.ended();

    expect(command.stdout()).toBe(`Foldline is ready at ${url}\n`);
  });

  describe('that cannot', () => {
    async function failing(options: readonly string[], variables?: Record<string, string>): Promise<string> {
      const command = run(options, variables);
      expect(await command.ended()).toBe(1);
      expect(command.stdout()).toBe('');
      return command.stderr();
    }

    it('names a port that is in use', async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const message = await failing(fixture, { PORT: String(port) });
      server.close();

      expect(message).toMatch(new RegExp(`^error: port ${port} is in use; .*\\n$`));
    });

    it.each([
      ['an unknown option', ['--wacht'], {}, /^error: Unknown option '--wacht'; --help lists the options\n$/],
      ['a port that is none', fixture, { PORT: 'x' }, /^error: PORT must be a port number .*\n$/],
      [
        'a missing template',
        ['--template', 'missing.yaml'],
        {},
        /^error: missing\.yaml: cannot be read .*\n$/,
      ],
      [
        'a value that a parameter does not allow',
        [...fixture, '--parameter', 'Greeting=goodbye'],
        {},
        /^error: local\/fixtures\/pipeline\.template\.yaml:4: Parameters\.Greeting: "goodbye" is not allowed; .*\n$/,
      ],
      [
        'an endpoint that is none',
        fixture,
        { LOCAL_SQS_ENDPOINT: 'nonsense' },
        /^error: LOCAL_SQS_ENDPOINT .*\n$/,
      ],
    ])('names %s in one line', async (_case, options, variables, message) => {
      expect(await failing(options, variables as Record<string, string>)).toMatch(message);
    });
  });

  it('ends with one line when a service dies', async () => {
    const command = run([...fixture, '--quiet']);
    await command.ready();
    const dynoxide = descendants(command.process.pid).find((child) =>
      child.command.includes('dynoxide serve'),
    );
    expect(dynoxide).toBeDefined();
    process.kill(dynoxide?.pid ?? 0, 'SIGKILL');

    expect(await command.ended()).toBe(1);
    expect(command.stderr()).toMatch(/^error: DynamoDB \(dynoxide\) ended by itself[^\n]*\n$/);
  });

  describe('--data', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foldline-data-'));
    const options = [...fixture, '--data', folder];

    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it('loses nothing that was acknowledged when it is killed, and delivers it again', async () => {
      const first = run(options);
      const url = await first.ready();
      const ids = Array.from({ length: 20 }, (_, index) => `item-${index}`);
      const statuses = await Promise.all(ids.map(async (id) => (await put(url, id)).status));
      first.process.kill('SIGKILL');
      await first.ended();
      expect(new Set(statuses)).toEqual(new Set([202]));

      const second = run(options);
      await second.ready();
      await eventually(() => {
        expect(new Set(consumed(second))).toEqual(new Set(ids));
      });
    });

    it('refuses a second runtime on the same folder', async () => {
      await run(options).ready();
      const second = run(options);

      expect(await second.ended()).toBe(1);
      expect(second.stderr()).toMatch(/^error: .* is in use by process \d+: [^\n]*\n$/);
    });
  });
});
