/** Something that is wired wrongly, in one line that says what to do. */
export interface WiringFault {
  readonly message: string;
  /** Whether the application would do something else than it should: it does not start then. */
  readonly stops: boolean;
}

/** The application is not run as it is. Its message has one line for each fault. */
export class WiringError extends Error {
  override readonly name = 'WiringError';

  constructor(readonly faults: readonly WiringFault[]) {
    super(faults.map(({ message }) => message).join('\n'));
  }
}
