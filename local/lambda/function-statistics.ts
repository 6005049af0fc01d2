/** What `/_local/functions` shows of a function. Durations in milliseconds. */
export interface FunctionStatistics {
  invocations: number;
  errors: number;
  timeouts: number;
  coldStarts: number;
  durationLast: number;
  durationMaximum: number;
  durationTotal: number;
}

export function noStatistics(): FunctionStatistics {
  return {
    invocations: 0,
    errors: 0,
    timeouts: 0,
    coldStarts: 0,
    durationLast: 0,
    durationMaximum: 0,
    durationTotal: 0,
  };
}
