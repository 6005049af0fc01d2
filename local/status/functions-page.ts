import type { Functions } from '../lambda/create-functions';

export interface FunctionStatus {
  readonly function: string;
  readonly invocations: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly coldStarts: number;
  readonly environments: number;
  readonly inFlight: number;
  /** Invocations in line because all environments are busy. */
  readonly waiting: number;
  /** Milliseconds, queueing and cold starts left out. */
  readonly duration: { readonly last: number; readonly average: number; readonly maximum: number };
}

/** `/_local/functions` */
export function functionsPage(functions: Functions): FunctionStatus[] {
  return [...functions].map(([logicalId, { statistics, environmentCount, inFlight, waiting }]) => ({
    function: logicalId,
    invocations: statistics.invocations,
    errors: statistics.errors,
    timeouts: statistics.timeouts,
    coldStarts: statistics.coldStarts,
    environments: environmentCount,
    inFlight,
    waiting,
    duration: {
      last: rounded(statistics.durationLast),
      average: rounded(statistics.durationTotal / Math.max(1, statistics.invocations)),
      maximum: rounded(statistics.durationMaximum),
    },
  }));
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
