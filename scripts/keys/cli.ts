import { KeySecrets } from '../../local/identity/key-secrets';
import { thrownMessage } from '../../local/thrown-message';
import { openInstallation } from '../installation/open-installation';
import { HELP, parseArguments, type Arguments } from './arguments';
import { run } from './run';

/** `npm run keys`. */
async function main(order: Arguments): Promise<void> {
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const installation = await openInstallation(order.stack);
  try {
    await run(order, {
      secrets: new KeySecrets(installation.secrets, installation.nameOf),
      print: (line) => process.stdout.write(`${line}\n`),
      now: Math.floor(Date.now() / 1000),
    });
  } finally {
    installation.close();
  }
}

try {
  await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
