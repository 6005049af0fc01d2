import type { FaultKind } from './faults';
import { simulate, type Outcome, type Scenario } from './simulate';

/** What many runs came to. */
export interface Totals {
  readonly runs: number;
  readonly commands: number;
  readonly acknowledged: number;
  readonly events: number;
  readonly steps: number;
  readonly redriven: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** The first run in which something does not hold; nothing was run after it. */
  readonly failing?: Outcome;
}

/** Runs of consecutive seeds, until something does not hold. @param ran told after each */
export async function campaign(
  first: Scenario,
  runs: number,
  ran: (outcome: Outcome, runs: number) => void = () => undefined,
): Promise<Totals> {
  const faults = new Map<FaultKind, number>();
  const sums = { runs: 0, commands: 0, acknowledged: 0, events: 0, steps: 0, redriven: 0 };
  while (sums.runs < runs) {
    const outcome = await simulate({ ...first, seed: first.seed + sums.runs });
    sums.runs += 1;
    sums.commands += outcome.commands.length;
    for (const part of ['acknowledged', 'events', 'steps', 'redriven'] as const) sums[part] += outcome[part];
    for (const [kind, count] of outcome.faults) faults.set(kind, (faults.get(kind) ?? 0) + count);
    ran(outcome, sums.runs);
    if (outcome.violations.length > 0) return { ...sums, faults, failing: outcome };
  }
  return { ...sums, faults };
}
