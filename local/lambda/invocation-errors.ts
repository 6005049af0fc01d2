import type { FunctionError } from './function-error';
import { PAYLOAD_LIMIT_BYTES } from './invocation';

export const TIMED_OUT = 'Sandbox.Timedout';

export function timedOut(seconds: number, requestId?: string): FunctionError {
  const prefix = requestId === undefined ? '' : `RequestId: ${requestId} `;
  return {
    errorType: TIMED_OUT,
    errorMessage: `${prefix}Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

export function outOfMemory(megabytes: number): FunctionError {
  return {
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `the function used more than its MemorySize of ${megabytes} MB`,
  };
}

export function responseTooLarge(): FunctionError {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`,
  };
}

export function requestTooLarge(): FunctionError {
  return {
    errorType: 'RequestEntityTooLargeException',
    errorMessage: `Request must be smaller than ${PAYLOAD_LIMIT_BYTES} bytes for the InvokeFunction operation`,
  };
}

/** Counting bytes takes time, and no text has more than three times as many bytes as characters. */
export function isTooLarge(payload: string): boolean {
  return payload.length * 3 > PAYLOAD_LIMIT_BYTES && Buffer.byteLength(payload) > PAYLOAD_LIMIT_BYTES;
}
