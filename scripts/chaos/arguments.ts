import { parseOptions } from '../../local/cli/parse-options';

export const HELP = `Writes by several clients while calls fail and processes are killed, then checks what came of it (docs/failures.md).

Usage: npm run chaos -- [options]

  --commands N   the most that clients ask for (2000)
  --seconds N    the longest that they ask for something new (120)
  --seed N       of what clients ask for and of what goes wrong (1)
  --rate R       of the calls of each service and of invocations, from 0 to 1 (0.1)
  --clients N    at a time (8)
  --forget-keys  clients ask again under other keys: to see that the checks find it
  --verbose      the warnings and errors of the runtime and the functions too
  --help         show this

Exit code: 0 when everything holds, 1 when something does not, 2 when there was no run.
`;

export interface Arguments {
  readonly help: boolean;
  readonly commands: number;
  readonly seconds: number;
  readonly seed: number;
  readonly rate: number;
  readonly clients: number;
  readonly forgetsKeys: boolean;
  readonly verbose: boolean;
}

const options = {
  help: { type: 'boolean', default: false },
  commands: { type: 'string', default: '2000' },
  seconds: { type: 'string', default: '120' },
  seed: { type: 'string', default: '1' },
  rate: { type: 'string', default: '0.1' },
  clients: { type: 'string', default: '8' },
  'forget-keys': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { help, verbose, rate, ...numbers } = parseOptions({ args: [...given], options }).values;
  return {
    help,
    verbose,
    forgetsKeys: numbers['forget-keys'],
    rate: shareOf('--rate', rate),
    commands: numberOf('--commands', numbers.commands),
    seconds: numberOf('--seconds', numbers.seconds),
    seed: numberOf('--seed', numbers.seed),
    clients: numberOf('--clients', numbers.clients),
  };
}

function numberOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new Error(`${option} takes whole numbers from 1 on, of up to 9 digits, not "${text}"`);
}

function shareOf(option: string, text: string): number {
  if (/^(?:0(?:\.\d+)?|1)$/u.test(text)) return Number(text);
  throw new Error(`${option} takes numbers from 0 to 1, such as 0.1, not "${text}"`);
}
