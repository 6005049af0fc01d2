import { oneLine } from '../../report';
import { describeDifference, digestOf, DONE } from '../describe-difference';
import type { TallyMending } from './mend-tally';
import type { TallyDifference, TallyVerified } from './tally-verification';

type Mended = Awaited<ReturnType<TallyMending['mend']>>;

/** One line for a difference; without the names of counters and their values, unless those may be shown. */
export function describeTallyDifference(
  difference: TallyDifference,
  table: string,
  showValues: boolean,
  done?: Mended,
): string {
  const result = done === undefined ? '' : done === 'added' ? ' - added' : DONE[done];
  if (difference.kind === 'sum-wrong') {
    const { counter, lack } = difference;
    const name = JSON.stringify(counter);
    const by = showValues ? `: ${Math.abs(lack)} too ${lack > 0 ? 'small' : 'large'}` : '';
    return oneLine(`sum-wrong ${table} ${showValues ? name : digestOf(name)}${by}${result}`);
  }
  if ('stream' in difference) return describeDifference(difference, showValues) + result;
  const { kind, found } = difference;
  const row = JSON.stringify([found.row.counter, found.row.part]);
  return oneLine(`${kind} ${table} ${showValues ? row : digestOf(row)}${result}`);
}

/** The last line. */
export function describeTallyVerified({ streams, differences, restless }: TallyVerified): string {
  const open = restless === 0 ? '' : `, sums that never stood still: ${restless}`;
  return `streams: ${streams}, differences: ${differences}${open}`;
}
