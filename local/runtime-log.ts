export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A request to the API and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Without the query, which may be personal. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Where the runtime and its functions write. */
export interface RuntimeLog {
  write(level: LogLevel, line: string): void;
  /** A line that a function wrote, or that Lambda would write into the function's log group. */
  output(functionId: string, line: string): void;
  request(answered: AnsweredRequest): void;
}

export const silentLog: RuntimeLog = {
  write: () => undefined,
  output: () => undefined,
  request: () => undefined,
};
