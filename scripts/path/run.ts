import 'reflect-metadata/lite';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SQSEvent } from 'aws-lambda';
import { Trace } from './trace';

/** `npm run path`: the files of src that a POST runs through until its row is written, first called first. */
const SRC = pathToFileURL('src/').href;

const trace = await Trace.start((url) => url.startsWith(SRC));
const { Pipeline } = await import('./pipeline');
const pipeline = await Pipeline.start();
try {
  // The first time is not like all others: clients and caches are made.
  await pipeline.write(await pipeline.messageOf(await pipeline.register()));

  const command = await trace.filesOf(async () => {
    await pipeline.register();
  });
  const messages: SQSEvent[] = [];
  for (let times = 0; times < 2; times += 1)
    messages.push(await pipeline.messageOf(await pipeline.register()));
  const projector = await trace.filesOf(async () => {
    const message = messages.pop();
    if (message) await pipeline.write(message);
  });

  print('POST /users, in the command function', command);
  print('its commit, in the projector', projector);
  console.log(`\n${new Set([...command, ...projector]).size} files in all`);
} finally {
  trace.stop();
  await pipeline.stop();
}

function print(title: string, urls: readonly string[]): void {
  console.log(`\n${title}: ${urls.length} files`);
  for (const url of urls) console.log(`  ${relative('.', fileURLToPath(url.replace(/\?.*$/u, '')))}`);
}
