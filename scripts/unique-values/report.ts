import { createHash } from 'node:crypto';
import type { AuditReport } from '../../src/eventsourcing/writing/unique-values-audit/unique-values-audit';
import type { Difference } from '../../src/eventsourcing/writing/unique-values-audit/difference';

export interface MendedDifference {
  readonly difference: Difference;
  readonly isMended: boolean;
}

/** One line for a difference; without its value unless that may be shown. */
export function describe({ difference, isMended }: MendedDifference, showValues: boolean): string {
  const { kind, key, owner, wantedBy } = difference;
  const uniqueValue = showValues ? key : withoutValue(key);
  const parties = [
    ...(owner === undefined ? ['held by nobody'] : [`held by ${owner}`]),
    ...(wantedBy.length === 0 ? ['wanted by nobody'] : [`wanted by ${wantedBy.join(' and ')}`]),
  ];
  return `${kind} ${uniqueValue}: ${parties.join(', ')}${isMended ? ' - mended' : ''}`;
}

/** The last line. */
export function summary(
  { aggregates, uniqueValues }: AuditReport,
  differences: readonly MendedDifference[],
): string {
  const left = differences.filter(({ isMended }) => !isMended).length;
  return `aggregates: ${aggregates}, uniqueValues: ${uniqueValues}, differences: ${differences.length}, left: ${left}`;
}

/** `iam#email#ann@example.com` -> `iam#email#(sha256 1a2b3c4d)`: enough to tell two apart and to find one again. */
function withoutValue(key: string): string {
  const [scope = '', name = '', ...value] = key.split('#');
  const digest = createHash('sha256').update(value.join('#')).digest('hex');
  return `${scope}#${name}#(sha256 ${digest.slice(0, 8)})`;
}
