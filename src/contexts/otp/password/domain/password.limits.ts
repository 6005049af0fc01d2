const MINUTE = 60_000;

/** Milliseconds for which a code is good. */
export const VALIDITY = 10 * MINUTE;

/** Attempts at one code; the last of them locks it. */
export const MOST_ATTEMPTS = 5;

/** How much may happen within a time, in milliseconds; counted back from now. */
export interface Bound {
  readonly count: number;
  readonly within: number;
}

/** Codes for one primary: whoever pays for messages, or gets them, is spared more. */
export const MOST_REQUESTS: Bound = { count: 5, within: 15 * MINUTE };

/**
 * Failed attempts at all codes for one primary since one succeeded: then there is no new code. Or whoever asks for code
 * after code would have five guesses at each, 2,400 a day; so there are 24 at most (the last code may take it from 19 to 24),
 * and a year of trying hits one code in a million with less than one per cent.
 */
export const MOST_FAILURES: Bound = { count: 20, within: 24 * 60 * MINUTE };

/**
 * @param times oldest first
 * @returns milliseconds until there is room for one more; 0 when there is
 */
export function waitFor({ count, within }: Bound, times: readonly number[], now: number): number {
  const first = times.at(-count);
  return first === undefined ? 0 : Math.max(0, first + within - now);
}
