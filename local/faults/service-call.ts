import type { ServiceName } from '../services/endpoints';

/** One call of a service by a function, or by Lambda for it. */
export interface ServiceCall {
  readonly service: ServiceName;
  /** As AWS spells it: `PutItem`. */
  readonly operation: string;
  /** Of the request. */
  readonly body: Buffer;
}

/** An answer of a service as its protocol has it. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/**
 * Lambda's pollers call services with no role's key, since what they may do was asked at the start. By this header they
 * are told apart from tools and people, to whom nothing happens; its value is the logical id of the function.
 */
export const POLLS_FOR = 'x-local-polls-for';
