/** Injection token of `RateLimits`. */
export const RATE_LIMITS = Symbol.for('RateLimits');

export interface RateLimit {
  /** That are let through in one window, from 1 on. */
  readonly requests: number;
  /** Length of a window, from 1 on. */
  readonly seconds: number;
}

/** What is counted: something that is asked for, by somebody. */
export interface Counted {
  /** What is asked for: `POST /otp`. It is stored as it is. */
  readonly name: string;
  /** Who asks. It is stored as a keyed hash alone, so it may be personal. */
  readonly subject: string;
}

/**
 * Counts requests, one count for all processes: exact however many come at once.
 *
 * Windows are fixed: they begin at each whole multiple of their length since 1970, and each has its own count. So of two
 * limits' worth, all may come within one window's length, around the moment where a window ends. What a sliding window
 * would make of that costs a read before each write.
 */
export interface RateLimits {
  /**
   * Counts one request, unless there were too many already: what is refused is not counted, so that who keeps trying is
   * let in again when the window ends.
   *
   * @returns seconds until the window ends for one too many; 0 for one that may pass
   * @throws DomainError `unavailable` when nothing can be counted: a limit that fails open is none, and whoever could make it
   *   fail would have lifted it. The log is kept in the same database, so little would be won
   */
  count(counted: Counted, limit: RateLimit): Promise<number>;
}
