import { randomBytes } from 'node:crypto';
import type { FunctionError } from './function-error';

/** How an invocation ended. Payloads are JSON text. */
export type InvocationOutcome =
  | { readonly ok: true; readonly payload: string; readonly requestId: string }
  | { readonly ok: false; readonly error: FunctionError; readonly requestId: string };

/** Something that runs a function: the port between functions and what drives them. */
export interface Invoker {
  /** Another number with each new code; undefined where the code stays. */
  readonly revision?: number;
  /** @param payload the event as JSON text */
  invoke(payload: string, traceId?: string): Promise<InvocationOutcome>;
}

/** Synchronous payloads hold 6 MB each way. Source: "Lambda quotas". */
export const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/** Source: "AWS X-Ray tracing header". */
export function newTraceId(now: number): string {
  return `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')};Sampled=0`;
}
