/** A refusal that the SDK turns into an exception of the name `type`. */
export class AwsError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What an operation has thrown, as the refusal that a client gets: a fault of the service itself is a 500. */
export function awsErrorOf(service: string, error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalFailure', `The local ${service} failed: ${String(error)}`, 500);
}
