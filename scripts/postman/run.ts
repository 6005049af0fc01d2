import { silentLog } from '../../local/runtime-log';
import { startRuntime } from '../../local/runtime';
import { runCollection } from './run-collection';

/** `npm run test:postman [-- "Folder"]`: the collection against a fresh local runtime. */
async function main(folder: string | undefined): Promise<number> {
  const runtime = await startRuntime({
    environment: process.env,
    buildDirectory: '.local/build-postman',
    log: silentLog,
  });
  try {
    const started = Date.now();
    const { requests, assertions, failures } = await runCollection(runtime.url, { folder });
    for (const failure of failures) console.error(`FAILED ${failure}`);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `Postman: ${requests} requests, ${assertions} assertions, ${failures.length} failed (${seconds} s)`,
    );
    if (assertions === 0) console.error('No assertion ran: the collection or the folder is empty.');
    return failures.length > 0 || assertions === 0 ? 1 : 0;
  } finally {
    await runtime.stop();
  }
}

process.exitCode = await main(process.argv[2]);
