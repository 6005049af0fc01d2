/** What signing and verifying agree on. */

/** The one signature that is made and taken, whatever the header of a token says. */
export const ALGORITHM = 'ES256';

/** Seconds for which a token is good. */
export const LIFETIME = 30 * 24 * 60 * 60;

/** Seconds by which two clocks may differ. */
export const CLOCK_TOLERANCE = 60;

/** The subject goes into commits and logs as it is. */
const SUBJECT = /^[A-Za-z0-9_.:@/-]{1,128}$/u;
const ROLE = /^[a-z][a-z0-9-]{0,63}$/u;

export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && SUBJECT.test(value);
}

export function isRole(value: unknown): value is string {
  return typeof value === 'string' && ROLE.test(value);
}

/** Tokens count in whole seconds (RFC 7519, 2: NumericDate). */
export function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
