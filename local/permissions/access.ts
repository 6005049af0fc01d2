import type { AwsCall } from './statement';

/** Decides whether a request to a service of this machine may pass. */
export interface Access {
  /**
   * @param authorization header of the request
   * @param calls what the request asks for; read only when a function asks
   * @returns the message of an access-denied error, or undefined for a request that may pass
   */
  refusalOf(authorization: string | undefined, calls: () => readonly AwsCall[]): string | undefined;
}

/** Everybody may do everything, as on bare emulators. */
export const unrestricted: Access = { refusalOf: () => undefined };
