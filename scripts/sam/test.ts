/**
 * `npm run test:sam`: every function with its fixture through `sam local invoke`, then a user registered and
 * read through `sam local start-api`, all against the local services. Needs Docker and the SAM CLI.
 */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { thrownMessage } from '../../local/thrown-message';
import { tokenOf } from '../token/token-of';
import { driveApi } from './drive-api';
import { invokeWithFixture } from './fixtures';
import { startLocalApplication, type LocalApplication } from './local-application';
import { startSamApi } from './sam-api';

process.exit(await main().then(() => 0, report));

async function main(): Promise<void> {
  const started = Date.now();
  const application = await startLocalApplication(0);
  try {
    await invokeAll(application);
    await callApi(application);
  } finally {
    await application.runtime.stop();
  }
  console.log(`test:sam passed in ${Math.round((Date.now() - started) / 1000)} s`);
}

async function invokeAll({ runtime, samArguments }: LocalApplication): Promise<void> {
  for (const logicalId of runtime.functions.keys()) {
    console.log(`ok    ${logicalId}: ${await invokeWithFixture(logicalId, samArguments)}`);
  }
}

async function callApi({ runtime, samArguments }: LocalApplication): Promise<void> {
  const api = await startSamApi(samArguments, await freePort());
  try {
    await driveApi(api.url, await tokenOf(runtime.url, { role: 'admin' }));
  } finally {
    await api.stop();
  }
}

/** SAM takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('this machine gives no free port');
  return address.port;
}

function report(error: unknown): number {
  console.error(`error: ${thrownMessage(error)}`);
  return 1;
}
