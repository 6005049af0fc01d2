import type { InvocationOutcome } from '../../lambda/invocation';
import { reportedFailures } from '../batch-item-failures';
import type { BatchOutcome } from './batch';
import type { StreamRecord } from './stream-record';

/**
 * Reads what an invocation says about its batch. The lowest reported sequence number counts; an
 * identifier that is not in the batch fails all of it.
 */
export function batchOutcome(
  records: readonly StreamRecord[],
  outcome: InvocationOutcome,
  reportsFailures: boolean,
): BatchOutcome {
  if (!outcome.ok) {
    return { kind: outcome.error.errorType === 'RequestEntityTooLargeException' ? 'too-large' : 'failed' };
  }
  if (!reportsFailures) return { kind: 'succeeded' };
  const failures = reportedFailures(outcome.payload);
  if (failures === 'invalid') return { kind: 'failed' };
  if (failures.size === 0) return { kind: 'succeeded' };
  const reported = records.flatMap(({ sequenceNumber }, index) =>
    failures.has(sequenceNumber) ? [index] : [],
  );
  const lowest = reported[0];
  return lowest === undefined || reported.length < failures.size
    ? { kind: 'failed' }
    : { kind: 'failed-from', index: lowest };
}
