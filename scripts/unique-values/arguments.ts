import { parseArgs } from 'node:util';

export interface Arguments {
  /** Whether to correct what can be corrected. */
  readonly mend: boolean;
  /** Whether to look at a running `npm start` instead of AWS. */
  readonly local: boolean;
  /** Whether reserved values may be printed: they are personal data. */
  readonly showValues: boolean;
  readonly help: boolean;
}

export const HELP = `Compares the unique values with the event log.

Usage: npm run unique-values:audit -- [options]

  --mend         take uniqueValues that are missing and release those that are orphaned; what two
                 aggregates want is left, as one of them has to give it up by a command
  --local        look at a running npm start (PORT, as there)
  --show-values  print the reserved values, which may be personal data
  --help         show this

Environment, unless --local, as the functions have it:
  EVENT_LOG_TABLE, UNIQUE_VALUES_TABLE
                 names of the tables
  AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_DYNAMODB, …
                 where they are and who asks

Exit code: 0 when nothing is wrong, or no longer; 1 when differences are left; 2 when it cannot run.
`;

/** @throws an error with a one-line message for anything that is not understood */
export function parseArguments(args: readonly string[]): Arguments {
  const flag = { type: 'boolean', default: false } as const;
  const options = { mend: flag, local: flag, 'show-values': flag, help: flag };
  const { mend, local, 'show-values': showValues, help } = parseArgs({ args: [...args], options }).values;
  return { mend, local, showValues, help };
}
