/** A client's word that all requests with this key are one request (`Idempotency-Key`). */
export interface IdempotencyKey {
  /** Chosen by the client; each actor has keys of their own. */
  readonly key: string;
  /** Of the request: the same key with another request is refused. */
  readonly fingerprint: string;
}

/** What the first request with a key was answered, kept with the commit that it made. */
export interface IdempotencyRecord extends IdempotencyKey {
  readonly actor: string;
  /** Id of that first request. */
  readonly causationId: string;
  /** The aggregate, and the version that the command led to. */
  readonly id: string;
  readonly version: number;
  /** Unix time in seconds; from then on the key is free again. */
  readonly expiresAt: number;
}
