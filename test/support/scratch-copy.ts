import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a command has come to. */
export interface Ended {
  readonly code: number;
  /** Both streams. */
  readonly output: string;
}

/** A copy of the working tree, with what is not committed yet and without what is ignored; packages are linked. */
export class ScratchCopy {
  private constructor(readonly folder: string) {}

  static async make(): Promise<ScratchCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'foldline-copy-'));
    const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      maxBuffer: 16 * 1024 * 1024,
    });
    for (const path of stdout.split('\0').filter((name) => name !== '' && existsSync(name))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(path, join(folder, path));
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    return new ScratchCopy(folder);
  }

  /** Runs a line in a shell, in the copy. */
  async run(line: string, variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const options = {
      cwd: this.folder,
      env: { ...process.env, ...variables },
      maxBuffer: 16 * 1024 * 1024,
    };
    try {
      const { stdout, stderr } = await run('bash', ['-c', line], options);
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const {
        code,
        stdout = '',
        stderr = '',
      } = error as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof code !== 'number') throw error;
      return { code, output: stdout + stderr };
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
