import { config } from 'dotenv';
import { KeySecrets } from '../../local/identity/key-secrets';
import { thrownMessage } from '../../local/thrown-message';
import { localInstallation, localUrl } from '../installation/local-installation';
import { stackInstallation } from '../installation/stack-installation';
import { HELP, parseArguments, type Arguments } from './arguments';
import { run } from './run';

/** `npm run keys`. */
async function main(order: Arguments): Promise<void> {
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return;
  }
  config({ quiet: true });
  // Which Node.js runs here is the reader's choice, as for npm start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { stack } = order;
  const installation =
    stack === undefined ? await localInstallation(localUrl()) : await stackInstallation(stack);
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
