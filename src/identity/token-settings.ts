/** Injection token of `TokenSettings`. */
export const TOKEN_SETTINGS = Symbol.for('TokenSettings');

/** In whose name access tokens are made, and for whom: their `iss` and `aud`. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
}
