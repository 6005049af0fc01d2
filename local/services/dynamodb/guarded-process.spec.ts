import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conditionOf } from '../../../test/support/local/eventually';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import { GUARD, startGuarded } from './guarded-process';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const shell = (script: string): { file: string; args: string[] } => ({ file: 'sh', args: ['-c', script] });

describe('startGuarded', () => {
  it('knows the pid of the program itself', async () => {
    const guarded = await startGuarded({ file: 'sleep', args: ['60'] });
    // The pid is known as soon as there is a shell; under load it takes a moment until that has become the program.
    await conditionOf('the shell becomes the program', async () => {
      const command = await readFile(`/proc/${guarded.pid}/cmdline`, 'utf8').catch(() => 'sleep\0');
      return command.startsWith('sleep\0');
    });
    await guarded.stop();
    expect(isAlive(guarded.pid)).toBe(false);
  });

  it('reports an end of its own, with what was written last', async () => {
    const guarded = await startGuarded(shell('echo the disk is full >&2; exit 3'));
    await guarded.ended;
    await conditionOf('output read', () => guarded.describeEnd() === 'exit code 3; the disk is full');
    expect(guarded.hasEnded()).toBe(true);
  });

  it('ends a program that ignores SIGTERM within a second', async () => {
    const guarded = await startGuarded(shell('trap "" TERM; echo ready; while :; do sleep 0.05; done'));
    await conditionOf('ready', () => guarded.describeEnd().includes('ready'));
    const begin = Date.now();
    await guarded.stop();
    expect(Date.now() - begin).toBeLessThan(1000);
    expect(guarded.describeEnd()).toMatch(/^SIGKILL/);
  });

  it('can be stopped twice, and after the end', async () => {
    const guarded = await startGuarded({ file: 'true', args: [] });
    await guarded.ended;
    await Promise.all([guarded.stop(), guarded.stop()]);
    expect(guarded.hasEnded()).toBe(true);
  });

  it('reports a program that is not there', async () => {
    const guarded = await startGuarded({ file: '/nowhere/dynoxide', args: [] });
    await guarded.ended;
    await conditionOf('explained', () => /exit code 127; .*nowhere/.test(guarded.describeEnd()));
  });
});

describe('the watchdog', () => {
  /** A process that holds the other end of the pipe, as this one does, and is then killed. */
  async function guardedByAnother(scratch: string): Promise<{ owner: number; program: number }> {
    const script = `
      const child = require('node:child_process').spawn('sh', ['-c', process.argv[1], 'sh', process.argv[2], 'sleep', '60'],
        { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
      child.once('spawn', () => console.log(child.pid));
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['-e', script, GUARD, scratch], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => {
      owner.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    return { owner: owner.pid ?? 0, program: Number(line) };
  }

  it('kills the program when its owner is killed by SIGKILL, and removes the scratch folder', () =>
    withTemporaryFolder(async (folder) => {
      const scratch = join(folder, "it's scratch");
      await mkdir(scratch);
      const { owner, program } = await guardedByAnother(scratch);
      expect(isAlive(program)).toBe(true);
      process.kill(owner, 'SIGKILL');
      await conditionOf('program gone', () => !isAlive(program));
      await conditionOf('scratch gone', () => !existsSync(scratch));
    }));

  it('leaves everything alone when there is no scratch folder', async () => {
    const { owner, program } = await guardedByAnother('');
    process.kill(owner, 'SIGKILL');
    await conditionOf('program gone', () => !isAlive(program));
    expect(existsSync(process.cwd())).toBe(true);
  });
});
