import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * The shell becomes the program by `exec`, so the pid is the program's. Before that it leaves a watchdog behind that
 * reads from a pipe whose other end this process holds: when this process dies, even by kill -9, the pipe ends and
 * the watchdog kills the program and removes what it is told to. A line on the pipe releases the watchdog.
 */
export const GUARD = `
  scratch=$1; shift
  { IFS= read -r released <&3 || { kill -9 $$; [ -z "$scratch" ] || rm -rf "$scratch"; }; } >/dev/null 2>&1 &
  exec "$@" 3<&-`;

/** A program that is asked to end gets this long before it is killed, in milliseconds. */
const GRACE = 700;

const KEPT_OUTPUT = 2000;

export interface GuardedProcess {
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** What it wrote last, and how it ended, for an error message. */
  describeEnd(): string;
  /** SIGTERM, and SIGKILL when that does not help. */
  stop(): Promise<void>;
}

export interface GuardedCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** A folder to remove should this process be killed. */
  readonly scratch?: string | undefined;
}

/** Starts a program that cannot outlive this process. */
export async function startGuarded({ file, args, scratch }: GuardedCommand): Promise<GuardedProcess> {
  const child = spawn('sh', ['-c', GUARD, 'sh', scratch ?? '', file, ...args], {
    // Its own process group: a Ctrl-C in the terminal is for this process, which then stops its children in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const pid = await pidOf(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT)));
  }
  keepNobodyAlive(child);

  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      releaseWatchdog(child);
      resolve();
    });
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    child.ref();
    child.kill('SIGTERM');
    await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await ended;
  };
  const describeEnd = (): string =>
    `${child.signalCode ?? `exit code ${child.exitCode ?? '?'}`}; ${output.trim()}`;
  return { pid, ended, hasEnded, describeEnd, stop };
}

function pidOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
  });
}

/** When this process has nothing else to do it may end; the watchdog then ends the program. */
function keepNobodyAlive(child: ChildProcess): void {
  child.unref();
  for (const pipe of child.stdio) {
    if (pipe instanceof Socket) pipe.unref();
  }
}

function releaseWatchdog({ stdio }: ChildProcess): void {
  const pipe = stdio[3] as Duplex;
  pipe.on('error', () => undefined); // the watchdog may be gone already
  pipe.end('released\n');
}
