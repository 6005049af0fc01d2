export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the runtime and its functions write. */
export interface RuntimeLog {
  write(level: LogLevel, line: string): void;
  /** A line that a function wrote, or that Lambda would write into the function's log group. */
  output(functionId: string, line: string): void;
}

export const silentLog: RuntimeLog = { write: () => undefined, output: () => undefined };
