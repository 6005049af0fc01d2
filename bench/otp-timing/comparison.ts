export interface Timed {
  readonly name: string;
  readonly milliseconds: readonly number[];
}

/**
 * A table of quartiles, and how far each kind can be told from the first: the chance that a call of it takes longer than
 * one of the first, 50 % when time tells nothing (the statistic of Mann and Whitney, divided by the pairs).
 */
export function comparison([first, ...others]: readonly Timed[]): string {
  if (!first) return '';
  return [
    '| kind | 1st quartile ms | median ms | 3rd quartile ms | slower than the first |',
    '| --- | ---: | ---: | ---: | ---: |',
    row(first, '-'),
    ...others.map((other) => row(other, `${(100 * slower(other, first)).toFixed(1)} %`)),
  ].join('\n');
}

function row({ name, milliseconds }: Timed, told: string): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(2);
  return `| ${name} | ${at(0.25)} | ${at(0.5)} | ${at(0.75)} | ${told} |`;
}

/** The share of all pairs in which the call of `one` took longer; a tie counts half. */
export function slower(one: Pick<Timed, 'milliseconds'>, other: Pick<Timed, 'milliseconds'>): number {
  let wins = 0;
  for (const a of one.milliseconds) {
    for (const b of other.milliseconds) wins += a > b ? 1 : a === b ? 0.5 : 0;
  }
  return wins / (one.milliseconds.length * other.milliseconds.length);
}
