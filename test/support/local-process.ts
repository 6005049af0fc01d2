import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface LocalProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** As a crash of the machine would, services included. */
  kill(): Promise<void>;
}

/** Starts the local runtime as `npm start` does, as a process of its own, and waits for its ready line. */
export async function startLocally(port: number, args: readonly string[] = []): Promise<LocalProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/cli.ts', '--quiet', ...args], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const ready = /^Foldline is ready at (\S+)$/u.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    void exited.then((code) => {
      reject(new Error(`The local runtime ended with code ${String(code)} before it was ready.`));
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}
