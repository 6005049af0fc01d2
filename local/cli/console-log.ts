import type { LogLevel, RuntimeLog } from '../runtime-log';

const rankOf: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** @returns undefined for what is no level */
export function logLevel(text: string): LogLevel | undefined {
  return (['debug', 'info', 'warn', 'error'] as const).find((level) => level === text);
}

/** Functions write to stdout, each line behind the function's name; the runtime itself writes to stderr. */
export function consoleLog(lowest: LogLevel, quiet: boolean): RuntimeLog {
  return {
    write(level, line) {
      if (rankOf[level] >= rankOf[quiet ? 'error' : lowest]) process.stderr.write(`${level}: ${line}\n`);
    },
    output(functionId, line) {
      if (!quiet) process.stdout.write(`${functionId} | ${line}\n`);
    },
  };
}
