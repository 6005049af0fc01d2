import type { Principal } from './principal';
import { CLOCK_TOLERANCE, secondsOf } from './token-rules';

/**
 * What a token says of who brings it. One that was good and is not any more still tells who that was. The reason of a
 * refusal is for the log: whoever made the token up learns nothing from it.
 */
export type Verification =
  | { readonly outcome: 'good' | 'expired'; readonly principal: Principal }
  | { readonly outcome: 'refused'; readonly reason: string };

export function refused(reason: string): Verification {
  return { outcome: 'refused', reason };
}

/** @param principal of a token that is right in every respect but perhaps its time */
export function verified(principal: Principal, now: Date): Verification {
  const isGood = secondsOf(now) < principal.expiresAt + CLOCK_TOLERANCE;
  return { outcome: isGood ? 'good' : 'expired', principal };
}

/** Verifies the tokens of one issuer. */
export interface TokenVerifier {
  /** What `iss` of its tokens says. */
  readonly issuers: readonly string[];
  /** @throws Error when its keys cannot be had: nothing is known of the token then */
  verify(token: string): Promise<Verification>;
}

/** Whether `iat` says that a token has yet to be made. */
export function isFromTheFuture(iat: number, now: Date): boolean {
  return iat > secondsOf(now) + CLOCK_TOLERANCE;
}
