import { isDeepStrictEqual } from 'node:util';
import type { AggregateVersion } from '../../kernel/command';

/** What a command is answered: id and version of its aggregate, and what else its decision returns, if it is an object. */
export type Answered<Returned> = Returned extends object ? AggregateVersion & Returned : AggregateVersion;

/** Characters of JSON that a decision may return, as they may be kept with an idempotency record. */
const MOST_DETAILS = 4_096;

/** What was answered before, so that it can be told from what is new. */
const repeated = new WeakSet<AggregateVersion>();

/**
 * What a decision returns beside id and version, if anything.
 *
 * @throws TypeError for what a repeat could not be answered with, as it is no JSON; RangeError for too much
 */
export function detailsOf(returned: unknown): object | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  const text = JSON.stringify(returned);
  if (!isDeepStrictEqual(JSON.parse(text), returned)) {
    throw new TypeError(
      'A decision returned what JSON cannot hold: return plain objects, and nothing to wait for.',
    );
  }
  if (text.length > MOST_DETAILS) {
    throw new RangeError(
      `A decision returned ${text.length} characters of JSON; at most ${MOST_DETAILS} are kept for a repeat.`,
    );
  }
  return returned;
}

/** The same answer, known as one that was given before. */
export function asRepeated<Result extends AggregateVersion>(result: Result): Result {
  repeated.add(result);
  return result;
}

/** Whether a command was answered as its first time, and had no effect. */
export function isRepeated(result: AggregateVersion): boolean {
  return repeated.has(result);
}
