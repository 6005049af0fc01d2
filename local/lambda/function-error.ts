/** What Lambda answers instead of a result. Source: "AWS Lambda function errors in Node.js". */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** The shape in which Lambda's Node.js runtime reports whatever a function throws. */
export function describeError(thrown: unknown): FunctionError {
  if (isError(thrown)) {
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** Errors of another realm (a vm context) are errors too. */
function isError(value: unknown): value is Error {
  return (
    value instanceof Error ||
    (typeof value === 'object' && value !== null && 'message' in value && 'stack' in value)
  );
}
