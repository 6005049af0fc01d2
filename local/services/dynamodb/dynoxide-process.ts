import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { endpointUrl } from '../endpoint-url';
import { hiddenAddress } from './hidden-address';
import { startGuarded, type GuardedProcess } from './guarded-process';

const READY_WITHIN = 5000;
const POLL_EVERY = 5;
/** The port is free when it is chosen, but another process may take it before dynoxide does. */
const ATTEMPTS = 3;

export interface DynoxideOptions {
  readonly binary: string;
  readonly databaseFile: string;
  readonly scratch?: string | undefined;
}

export interface Dynoxide {
  readonly process: GuardedProcess;
  /** Where this process reaches it; nobody else is told. */
  readonly endpoint: string;
}

/** Starts dynoxide and returns when its port answers. */
export async function launchDynoxide(options: DynoxideOptions): Promise<Dynoxide> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce(options);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function launchOnce({ binary, databaseFile, scratch }: DynoxideOptions): Promise<Dynoxide> {
  const { host, port } = await hiddenAddress();
  const args = ['serve', '--host', host, '--port', String(port), '--db-path', databaseFile];
  const process = await startGuarded({ file: binary, args, scratch });
  const deadline = Date.now() + READY_WITHIN;
  while (!(await accepts(host, port))) {
    if (process.hasEnded()) throw new Error(`dynoxide did not start (${process.describeEnd()}).`);
    if (Date.now() > deadline) {
      await process.stop();
      throw new Error(`dynoxide did not listen on ${host}:${port} within ${READY_WITHIN} ms.`);
    }
    await delay(POLL_EVERY);
  }
  return { process, endpoint: endpointUrl(host, port) };
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    const answer = (accepted: boolean) => (): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
