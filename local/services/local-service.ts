import type { LocalCallers } from '../exposure/local-callers';
import type { FaultyFront } from '../faults/faulty-front';
import type { Access } from '../permissions/access';

/** Who may call a service of this process. */
export interface ServiceOptions {
  /** Everybody may do everything without it. */
  readonly access?: Access | undefined;
  /** Those that name the host that it listens on, and loopback, without it. */
  readonly callers?: LocalCallers | undefined;
  /** Nothing goes wrong without it but what goes wrong. */
  readonly front?: FaultyFront | undefined;
}

/** One AWS service on this machine, or the stand-in that an endpoint variable names. */
export interface LocalService {
  /** `http://host:port`, without a trailing slash. */
  readonly endpoint: string;
  /** Resolves, never rejects, when the service ends without having been asked to. */
  readonly exited: Promise<Error>;
  /** Idempotent. Cuts the connections of clients that are still there. */
  stop(): Promise<void>;
}

/** A service that somebody else runs: nothing to start, nothing to stop. */
export function externalService(endpoint: string): LocalService {
  return { endpoint: endpoint.replace(/\/+$/, ''), exited: never(), stop: () => Promise.resolve() };
}

/** What an in-process server reports as `exited`: it can only end together with this process. */
export function never(): Promise<Error> {
  return new Promise(() => undefined);
}
