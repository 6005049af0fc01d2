import 'reflect-metadata/lite';
import { thrownMessage } from '../../local/thrown-message';
import { HELP, parseArguments } from './arguments';
import { run } from './run';

/** `npm run simulate`. @returns the exit code */
async function main(given: readonly string[]): Promise<number> {
  const order = parseArguments(given);
  if (order.command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  return run(order.scenario, order.runs, (line) => process.stdout.write(`${line}\n`));
}

try {
  // Which Node.js runs here is the reader's choice, as for npm start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
