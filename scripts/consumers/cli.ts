import 'reflect-metadata/lite';
import { thrownMessage } from '../../local/thrown-message';
import { contexts } from '../../src/composition/modules';
import { openInstallation } from '../installation/open-installation';
import { HELP, parseArguments, type Arguments } from './arguments';
import { run } from './run';

/** `npm run consumers`. @returns the exit code */
async function main(order: Arguments): Promise<number> {
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const installation = await openInstallation(order.stack);
  try {
    return await run(order, {
      contexts,
      installation,
      print: (line) => process.stdout.write(`${line}\n`),
      screen: process.stderr,
      signal: interruption(),
    });
  } finally {
    installation.close();
  }
}

/** The first Ctrl-C ends the run in order, the second one at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Interrupted'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

try {
  process.exitCode = await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
