import type { LogLevel, RuntimeLog } from '../runtime-log';
import { functionEntry, requestEntry, runtimeEntry, type LogEntry } from './log-entry';
import { readableLine } from './readable-line';

export const LOG_FORMATS = ['pretty', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface ConsoleLogOptions {
  /** Lowest level of what the runtime itself says; functions have a level of their own. */
  readonly lowest: LogLevel;
  /** Nothing but the runtime's errors. */
  readonly quiet: boolean;
  readonly format: LogFormat;
}

const rankOf: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** @returns undefined for what is no level */
export function logLevel(text: string): LogLevel | undefined {
  return (['debug', 'info', 'warn', 'error'] as const).find((level) => level === text);
}

/** Functions and requests are written to stdout, what the runtime itself has to say to stderr: one entry a line. */
export function consoleLog({ lowest, quiet, format }: ConsoleLogOptions): RuntimeLog {
  const write = (stream: NodeJS.WriteStream, entry: LogEntry): void => {
    // A stream that is no terminal has no such method, and then no colours.
    const coloured = 'hasColors' in stream && stream.hasColors();
    stream.write(`${format === 'json' ? jsonLine(entry) : readableLine(entry, coloured)}\n`);
  };
  return {
    write(level, line) {
      if (rankOf[level] < rankOf[quiet ? 'error' : lowest]) return;
      write(process.stderr, runtimeEntry(level, line, new Date()));
    },
    output(functionId, line) {
      if (!quiet) write(process.stdout, functionEntry(functionId, line, new Date()));
    },
    request(answered) {
      if (!quiet) write(process.stdout, requestEntry(answered, new Date()));
    },
  };
}

/** Keys as in the lines of the functions, whose own keys stay. */
function jsonLine({ time, level, function: name, message, fields }: LogEntry): string {
  return JSON.stringify({ timestamp: time, level: level.toUpperCase(), function: name, message, ...fields });
}
