/** Whom a token is for. */
export interface TokenSubject {
  /** 1 to 128 letters, digits or . : _ @ / -; a UUID as a rule. */
  readonly sub: string;
  /** What people call them. */
  readonly alias: string;
  readonly role: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
}

export interface AccessToken {
  /** A JWT in compact form, for `Authorization: Bearer`. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes access tokens. Whoever asks has found out that the subject is who they say. */
export interface AccessTokenIssuer {
  /** @throws Error for a subject that no verifier would take, or when there is no key that signs yet */
  issue(subject: TokenSubject, issuedAt: Date): Promise<AccessToken>;
}
