import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const BYTES_OF_A_MEGABYTE = 1024 * 1024;

/** Milliseconds between two looks. Where each look is a process of its own, they are rarer. */
const INTERVAL = process.platform === 'linux' ? 100 : 1_000;

/**
 * Looks after the memory of a process while it works. Lambda bounds the whole process and not only V8's heap:
 * buffers count.
 *
 * @param exceeded is called once
 * @returns what ends it
 */
export function limitMemory(pid: number, megabytes: number, exceeded: () => void): () => void {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const bytes = await memoryOf(pid);
    if (ended) return;
    if (bytes > megabytes * BYTES_OF_A_MEGABYTE) exceeded();
    else plan();
  };
  const plan = (): void => {
    timer = setTimeout(() => void look(), INTERVAL);
  };
  plan();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/**
 * Bytes that belong to a process alone, without the program's text that all of them share.
 *
 * @returns 0 when the process has ended, or where nobody tells
 */
export async function memoryOf(pid: number): Promise<number> {
  try {
    const kilobytes = process.platform === 'linux' ? await anonymous(pid) : await resident(pid);
    return Number.isFinite(kilobytes) ? kilobytes * 1024 : 0;
  } catch {
    // The process has ended, which its environment notices by itself, or there is no `ps`, as on Windows.
    return 0;
  }
}

/** Source: proc_pid_status(5). */
async function anonymous(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1]);
}

async function resident(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout);
}
