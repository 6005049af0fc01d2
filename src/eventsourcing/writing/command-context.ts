import { otherVersion } from './refusals';

/** A client's word that all requests with this key are one request (`Idempotency-Key`). */
export interface IdempotencyKey {
  /** Chosen by the client; each actor has keys of their own. */
  readonly key: string;
  /** Of the request: the same key with another request is refused. */
  readonly fingerprint: string;
}

/** Who asked, as part of which conversation, and what they expect; stored with every commit. */
export interface CommandContext {
  /** One id for everything that a request sets in motion. */
  readonly correlationId: string;
  /** Id of the message that directly caused this command: a request or a commit. */
  readonly causationId: string;
  readonly actor: string;
  /** The version that the client saw (`If-Match`); another one on the log refuses the command with 412. */
  readonly expectedVersion?: number;
  /** Makes a repeat of the request harmless: it gets the first one's answer. */
  readonly idempotency?: IdempotencyKey;
}

/** @throws DomainError for another version than the client names */
export function expectVersion(version: number, { expectedVersion }: CommandContext): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw otherVersion(version);
}
