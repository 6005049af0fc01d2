import { parseOptions } from '../../local/cli/parse-options';
import { SABOTAGES, type Sabotage } from '../../test/simulation/sabotage';
import type { Scenario } from '../../test/simulation/simulate';

export const HELP = `Simulates the pipeline with faults, in virtual time, and checks what came of it (docs/simulation.md).

Usage: npm run simulate -- [options]

  --seed N          of the first run; each run after it has the next (1)
  --runs N          (100)
  --course N        another course of the same commands (0)
  --commands LIST   of the plan only these, such as 0,3,7
  --faults N        none after the first N of a run
  --sabotage NAME   without a protection, which the simulation has to find:
${Object.entries(SABOTAGES)
  .map(([name, what]) => `                      ${name.padEnd(12)} ${what}`)
  .join('\n')}
  --help            show this

Exit code: 0 when everything holds, 1 when something does not, 2 when there was no run.
`;

export type Arguments =
  | { readonly command: 'help' }
  | { readonly command: 'simulate'; readonly scenario: Scenario; readonly runs: number };

const options = {
  help: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  runs: { type: 'string', default: '100' },
  course: { type: 'string' },
  commands: { type: 'string' },
  faults: { type: 'string' },
  sabotage: { type: 'string' },
} as const;

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { help, seed, runs, course, commands, faults, sabotage } = parse(given);
  if (help) return { command: 'help' };
  const scenario = {
    seed: numberOf('--seed', seed),
    ...(course !== undefined && { course: numberOf('--course', course) }),
    ...(commands !== undefined && {
      commands: commands.split(',').map((text) => numberOf('--commands', text)),
    }),
    ...(faults !== undefined && { faults: numberOf('--faults', faults) }),
    ...(sabotage !== undefined && { sabotage: sabotageOf(sabotage) }),
  };
  return { command: 'simulate', scenario, runs: numberOf('--runs', runs) };
}

/** The command that repeats a run. */
export function commandFor({ seed, course, commands, faults, sabotage }: Scenario): string {
  return [
    `npm run simulate -- --seed ${seed} --runs 1`,
    ...(course === undefined ? [] : [`--course ${course}`]),
    ...(commands ? [`--commands ${commands.join(',')}`] : []),
    ...(faults === undefined ? [] : [`--faults ${faults}`]),
    ...(sabotage === undefined ? [] : [`--sabotage ${sabotage}`]),
  ].join(' ');
}

function numberOf(option: string, text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new Error(`${option} takes whole numbers of up to 9 digits, not "${text}"`);
}

function sabotageOf(text: string): Sabotage {
  if (Object.hasOwn(SABOTAGES, text)) return text as Sabotage;
  throw new Error(`there is no sabotage "${text}"; --help lists them`);
}

function parse(args: readonly string[]) {
  return parseOptions({ args: [...args], options }).values;
}
