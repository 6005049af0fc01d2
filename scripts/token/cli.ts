import { config } from 'dotenv';
import type { TokenWishes } from '../../local/identity/token-order';
import { thrownMessage } from '../../local/thrown-message';
import { localPage, localUrl } from '../installation/local-installation';
import { HELP, parseArguments } from './arguments';

/** `npm run token`. */
async function main(given: readonly string[]): Promise<void> {
  const order = parseArguments(given);
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return;
  }
  config({ quiet: true });
  process.stdout.write(`${await tokenFor(order.wishes)}\n`);
}

async function tokenFor(wishes: TokenWishes): Promise<string> {
  const query = new URLSearchParams(wishes as Record<string, string>);
  const { token } = await localPage<{ readonly token?: string }>(localUrl(), `token?${String(query)}`);
  if (token !== undefined) return token;
  throw new Error(`What runs at ${localUrl()} issues no tokens: is it another version of this application?`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
