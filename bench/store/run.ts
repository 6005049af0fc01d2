import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers } from './install-peers';

const HELP = `Compares the event store with published ones, on one local DynamoDB: what a command costs on streams of several
lengths, with one event and with three. Ends with what was promised, and fails when a count of it is not reached.
A run without options writes its section of docs/benchmarks.md.

  --lengths 10,100,1000,10000   events of the streams before the commands
  --commands 100                commands measured, of each kind and on each length
`;
const LENGTHS = '10,100,1000,10000';
const COMMANDS = '100';

const { values } = parseArgs({
  options: {
    lengths: { type: 'string', default: LENGTHS },
    commands: { type: 'string', default: COMMANDS },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const lengths = values.lengths.split(',').map(positive);
  const commands = positive(values.commands);
  const isWhole = values.lengths === LENGTHS && values.commands === COMMANDS;

  await installPeers(fileURLToPath(new URL('.', import.meta.url)));
  // Only now there is something to import: the peers were not there when this file was loaded.
  const { compareStores } = await import('./compare-stores');
  const document = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
  const isReached = await compareStores({ lengths, commands, ...(isWhole && { document }) });
  if (!isReached) process.exitCode = 1;
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RangeError(`${text} is not a number of events or commands: give a whole number above 0.`);
}
