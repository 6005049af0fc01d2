import type { InvocationOutcome } from '../../lambda/invocation';

/** An answer of the Lambda API. */
export interface InvokeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An error of the Lambda API, whose name stands in a header ("AWS restJson1 protocol" of Smithy). */
export function invokeError(status: number, name: string, message: string, more: object = {}): InvokeAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ ...more, Type: 'User', message, Message: message }),
  };
}

export function throttled(): InvokeAnswer {
  const Reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
  return invokeError(429, 'TooManyRequestsException', 'Rate Exceeded.', { Reason });
}

export function tooLarge(limit: number): InvokeAnswer {
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  return invokeError(413, 'RequestTooLargeException', message);
}

/** What a function threw is a result like any other, told apart by a header. */
export function invoked(outcome: InvocationOutcome): InvokeAnswer {
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
  if (outcome.ok) return { status: 200, headers, body: outcome.payload };
  return {
    status: 200,
    headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify(outcome.error),
  };
}
