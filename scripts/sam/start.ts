/**
 * `npm run start:sam`: the local services and pipeline, with the HTTP API served by `sam local start-api` on
 * port 3001, its functions in containers as on AWS. Needs Docker and the SAM CLI.
 */
import { once } from 'node:events';
import { config } from 'dotenv';
import { thrownMessage } from '../../local/thrown-message';
import { startLocalApplication, type LocalApplication } from './local-application';
import { startSamApi } from './sam-api';

const SAM_PORT = 3001;
const DEFAULT_PORT = '3000';

process.exit(await main().then(() => 0, report));

async function main(): Promise<void> {
  config({ quiet: true });
  const application = await startLocalApplication(Number(process.env.PORT ?? DEFAULT_PORT));
  try {
    await serve(application);
  } finally {
    await application.runtime.stop();
  }
}

/** Runs until a signal comes or a part ends by itself, which is a failure. */
async function serve({ runtime, samArguments }: LocalApplication): Promise<void> {
  const api = await startSamApi(samArguments, SAM_PORT);
  console.log(`Foldline is ready at ${api.url} (SAM), its services and /_local pages at ${runtime.url}`);
  const signals = [once(process, 'SIGINT'), once(process, 'SIGTERM')];
  const failure = await Promise.race([...signals, api.ended, runtime.failed]);
  await api.stop();
  if (failure instanceof Error) throw failure;
  if (typeof failure === 'string') throw new Error(failure);
}

function report(error: unknown): number {
  console.error(`error: ${thrownMessage(error)}`);
  return 1;
}
