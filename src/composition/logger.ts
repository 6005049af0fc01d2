import type { LogFields, Logger } from '../eventsourcing/logger';
import { Environment } from './environment';

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** From the least to the most important. `SILENT` is above all of them. */
const LEVELS: readonly string[] = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'];

/** Errors within errors that a line shows; a chain of causes may be endless. */
const DEEPEST_CAUSE = 5;

/**
 * Logs a line of JSON for each message: `level`, `message`, `timestamp`, `service` and `xray_trace_id`, then the fields,
 * which replace none of these. What is below LOG_LEVEL is left out; a level that there is none of counts as INFO.
 *
 * Lines go past `console`, which Lambda would wrap into JSON of its own. It takes one with level and timestamp as it is
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html).
 */
export function createLogger(environment = new Environment()): Logger {
  const { logLevel, serviceName } = environment;
  const lowest = LEVELS.indexOf(LEVELS.includes(logLevel) ? logLevel : 'INFO');
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}): void => {
      if (LEVELS.indexOf(level) < lowest) return;
      const { traceId } = environment;
      const standard = {
        level,
        message,
        timestamp: new Date().toISOString(),
        ...(serviceName !== undefined && { service: serviceName }),
        ...(traceId !== undefined && { xray_trace_id: traceId }),
      };
      const stream = level === 'WARN' || level === 'ERROR' ? process.stderr : process.stdout;
      stream.write(`${lineOf(standard, fields)}\n`);
    };
  return { debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

/** What cannot be written as JSON costs a line its fields, never the invocation. */
function lineOf(standard: LogFields, fields: LogFields): string {
  try {
    return JSON.stringify({ ...standard, ...fields, ...standard }, asJson);
  } catch (error) {
    return JSON.stringify({ ...standard, unwritable: String(error) });
  }
}

function asJson(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Error ? describe(value, DEEPEST_CAUSE) : value;
}

/** Name, message and stack, which JSON leaves out, and whatever else an error says, such as a code. */
function describe(error: Error, depth: number): object {
  const { name, message, stack, cause } = error;
  return {
    ...(error as object),
    name,
    message,
    stack,
    ...(cause !== undefined && { cause: cause instanceof Error ? causeOf(cause, depth) : cause }),
  };
}

function causeOf(cause: Error, depth: number): unknown {
  return depth > 1 ? describe(cause, depth - 1) : String(cause);
}
