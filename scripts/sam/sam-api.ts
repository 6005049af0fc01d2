import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { start } from './command';

const READY_WITHIN = 120_000;
const POLL_INTERVAL = 250;

export interface SamApi {
  readonly url: string;
  /** Resolves with a message when SAM ends, asked to or not. */
  readonly ended: Promise<string>;
  /** Ends SAM, which removes its containers. */
  stop(): Promise<void>;
}

/** Starts `sam local start-api` and waits until the API answers. */
export async function startSamApi(samArguments: readonly string[], port: number): Promise<SamApi> {
  // LAZY keeps a container per function from its first call on; without it each call starts one.
  const child = start(
    'sam',
    'local',
    'start-api',
    ...samArguments,
    '--port',
    String(port),
    '--warm-containers',
    'LAZY',
  );
  const output = collect(child);
  const ended = once(child, 'close').then(
    ([code]) => `sam local start-api ended (${String(code)}):\n${output()}`,
  );
  const api: SamApi = {
    url: `http://127.0.0.1:${port}`,
    ended,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
  try {
    await ready(api);
  } catch (error) {
    await api.stop();
    throw error;
  }
  return api;
}

async function ready({ url, ended }: SamApi): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    const outcome = await Promise.race([answers(`${url}/health`), ended]);
    if (outcome === true) return;
    if (typeof outcome === 'string') throw new Error(outcome);
    await delay(POLL_INTERVAL);
  }
  throw new Error(`${url}/health did not answer within ${READY_WITHIN / 1000} s`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // nobody listens yet
  }
}

/** @returns the last lines that the process wrote, for an error message */
function collect(child: ChildProcess): () => string {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lines.push(text);
      lines.splice(0, lines.length - 50);
    });
  }
  return () => lines.join('');
}
