import { campaign, type Totals } from '../../test/simulation/campaign';
import { faultsOf, shrink } from '../../test/simulation/shrink';
import { simulate, type Outcome, type Scenario } from '../../test/simulation/simulate';
import { VirtualTime } from '../../test/simulation/time/virtual-time';
import type { Story } from '../../test/simulation/world';
import { commandFor } from './arguments';

/** Runs between two lines of progress. */
const PROGRESS = 1_000;

/** @returns the exit code */
export async function run(scenario: Scenario, runs: number, print: (line: string) => void): Promise<number> {
  const began = performance.now();
  const totals = await campaign(scenario, runs, (_, count) => {
    if (count % PROGRESS === 0) print(`${count} runs`);
  });
  for (const line of summary(totals, (performance.now() - began) / 1_000)) print(line);
  const { failing } = totals;
  if (!failing) return 0;
  for (const line of told(failing)) print(line);
  print('Looking for a smaller run that fails like it ...');
  const small = await shrink(failing);
  for (const line of await storyOf(small.scenario)) print(line);
  for (const line of told(small)) print(line);
  return 1;
}

/** What happens in a run, with the seconds since it began. */
async function storyOf(scenario: Scenario): Promise<string[]> {
  const story: Story = [];
  await simulate(scenario, story);
  const began = new VirtualTime().now;
  return story.map(({ at, text }) => `${((at - began) / 1_000).toFixed(3).padStart(12)} ${text}`);
}

function summary(totals: Totals, seconds: number): string[] {
  const { runs, commands, acknowledged, events, steps, redriven, faults } = totals;
  const kinds = [...faults].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
  const injected = [...faults.values()].reduce((sum, count) => sum + count, 0);
  return [
    `${runs} runs in ${seconds.toFixed(1)} s: ${commands} commands asked for, ${acknowledged} acknowledged, ` +
      `${events} events, ${steps} steps, ${redriven} things redriven`,
    `${injected} faults: ${kinds.join(', ')}`,
    totals.failing ? 'Something does not hold.' : '0 violations',
  ];
}

function told(outcome: Outcome): string[] {
  const { scenario, commands, violations } = outcome;
  return [
    `Seed ${scenario.seed}, ${commands.length} commands, ${faultsOf(outcome)} faults:`,
    ...violations.map((violation) => `  ${violation}`),
    `Repeat it: ${commandFor(scenario)}`,
  ];
}
