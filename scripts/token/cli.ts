import { config } from 'dotenv';
import { thrownMessage } from '../../local/thrown-message';
import { localUrl } from '../installation/local-installation';
import { HELP, parseArguments } from './arguments';
import { tokenOf } from './token-of';

/** `npm run token`. */
async function main(given: readonly string[]): Promise<void> {
  const order = parseArguments(given);
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return;
  }
  config({ quiet: true });
  process.stdout.write(`${await tokenOf(localUrl(), order.wishes)}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
