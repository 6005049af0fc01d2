import type { StreamRecord } from './stream-record';

/** Records that are handed to a function together. */
export interface Batch {
  /** In the order of the stream, at least one. */
  readonly records: readonly StreamRecord[];
  /** Invocations that failed so far and count as retries. */
  readonly failures: number;
  /** Invocations so far, splits included. */
  readonly invocations: number;
}

export interface BatchPolicy {
  readonly bisect: boolean;
  /** Infinity for ever. */
  readonly maximumRetryAttempts: number;
  /** Milliseconds; Infinity for ever. */
  readonly maximumRecordAge: number;
}

export type BatchOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed' }
  /** Records before the index are done; the one there and all later ones are not. */
  | { readonly kind: 'failed-from'; readonly index: number }
  /** The event exceeds Lambda's payload limit: nothing was invoked. */
  | { readonly kind: 'too-large' };

export type DiscardReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface Discard {
  readonly batch: Batch;
  readonly reason: DiscardReason;
}

export interface Verdict {
  /** Records that need no more work, in order: the position in the stream moves behind them. */
  readonly done: readonly StreamRecord[];
  /** Batches to handle next, before any later record of the shard. */
  readonly next: readonly Batch[];
  /** To be sent to the failure destination; not part of `done`, though behind it. */
  readonly discarded?: Discard;
  /** Milliseconds to wait before the next batch. */
  readonly delay: number;
}

const FIRST_DELAY = 100;
const LONGEST_DELAY = 10_000;

export function newBatch(records: readonly StreamRecord[]): Batch {
  return { records, failures: 0, invocations: 0 };
}

/**
 * What follows an invocation. Sources: "Using Lambda to process records from Kinesis / DynamoDB" and
 * "Configuring partial batch response": splitting does not use up retries; with a reported failure the
 * batch is split at the lowest reported record.
 */
export function afterInvocation(batch: Batch, outcome: BatchOutcome, policy: BatchPolicy): Verdict {
  const { records, failures } = batch;
  const invocations = batch.invocations + 1;
  switch (outcome.kind) {
    case 'succeeded':
      return { done: records, next: [], delay: 0 };
    case 'failed-from':
      if (outcome.index === 0) return failedWhole({ records, failures, invocations }, policy);
      // Progress was made, so what remains is a new batch with all its retries.
      return {
        done: records.slice(0, outcome.index),
        next: [{ records: records.slice(outcome.index), failures: 0, invocations }],
        delay: FIRST_DELAY,
      };
    case 'too-large':
      return records.length > 1
        ? { done: [], next: split(batch), delay: 0 }
        : { done: [], next: [], discarded: { batch, reason: 'RetryAttemptsExhausted' }, delay: 0 };
    case 'failed':
      return failedWhole({ records, failures, invocations }, policy);
  }
}

/** Separates records that have become too old; they are a prefix, because a shard is in order of arrival. */
export function expire(batch: Batch, policy: BatchPolicy, now: number): { expired?: Discard; rest?: Batch } {
  const { records } = batch;
  const fresh = records.findIndex(({ arrival }) => now - arrival <= policy.maximumRecordAge);
  if (fresh === 0) return { rest: batch };
  const old = fresh < 0 ? records : records.slice(0, fresh);
  const expired: Discard = { batch: { ...batch, records: old }, reason: 'RecordAgeExceeded' };
  return fresh < 0 ? { expired } : { expired, rest: { ...batch, records: records.slice(fresh) } };
}

function failedWhole(batch: Batch, policy: BatchPolicy): Verdict {
  if (policy.bisect && batch.records.length > 1) return { done: [], next: split(batch), delay: 0 };
  const failed = { ...batch, failures: batch.failures + 1 };
  if (failed.failures > policy.maximumRetryAttempts) {
    return { done: [], next: [], discarded: { batch: failed, reason: 'RetryAttemptsExhausted' }, delay: 0 };
  }
  return { done: [], next: [failed], delay: retryDelay(failed.failures) };
}

function split(batch: Batch): Batch[] {
  const middle = Math.ceil(batch.records.length / 2);
  return [
    { ...batch, records: batch.records.slice(0, middle) },
    { ...batch, records: batch.records.slice(middle) },
  ];
}

/** Milliseconds before a retry: doubles each time. AWS does not publish its own figures. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
}
