import type { FunctionError } from '../lambda/function-error';
import type { AnsweredRequest, LogLevel } from '../runtime-log';

/** A line of the log before it is written one way or another. */
export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: LogLevel;
  /** The function that wrote it; undefined for the runtime itself. */
  readonly function: string | undefined;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Keys under which loggers write what an entry has of its own. */
const OWN = new Set(['level', 'message', 'timestamp', 'time']);

/** @param line JSON as loggers write it, or any other text */
export function functionEntry(functionId: string, line: string, now: Date): LogEntry {
  const text = {
    time: now.toISOString(),
    level: 'info' as const,
    function: functionId,
    message: line,
    fields: {},
  };
  const failed = /^ERROR ((?:Invoke|Init) Error) (\{.*\})$/.exec(line);
  if (failed !== null)
    return { ...text, level: 'error', message: failed[1] ?? '', fields: failure(failed[2] ?? '') };
  const written = objectOf(line);
  if (written === undefined || typeof written.message !== 'string') return text;
  return {
    ...text,
    time: timeOf(written) ?? text.time,
    level: levelOf(written.level),
    message: written.message,
    fields: Object.fromEntries(Object.entries(written).filter(([name]) => !OWN.has(name))),
  };
}

export function runtimeEntry(level: LogLevel, message: string, now: Date): LogEntry {
  return { time: now.toISOString(), level, function: undefined, message, fields: {} };
}

export function requestEntry({ method, path, status, milliseconds }: AnsweredRequest, now: Date): LogEntry {
  const level = status >= 500 ? 'error' : 'info';
  const fields = { status, milliseconds: Math.round(milliseconds) };
  return { time: now.toISOString(), level, function: undefined, message: `${method} ${path}`, fields };
}

/** What Lambda writes of a function that failed, in the form in which loggers write errors. */
function failure(json: string): LogEntry['fields'] {
  const { errorType: name, errorMessage: message, trace = [] } = JSON.parse(json) as FunctionError;
  return { error: { name, message, stack: trace.join('\n') } };
}

function objectOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // Text that only looks like JSON is text.
    return undefined;
  }
}

function timeOf({ timestamp, time }: Record<string, unknown>): string | undefined {
  const given = timestamp ?? time;
  return typeof given === 'string' && !Number.isNaN(Date.parse(given)) ? given : undefined;
}

function levelOf(written: unknown): LogLevel {
  switch (String(written).toUpperCase()) {
    case 'TRACE':
    case 'DEBUG':
      return 'debug';
    case 'WARN':
    case 'WARNING':
      return 'warn';
    case 'ERROR':
    case 'CRITICAL':
    case 'FATAL':
      return 'error';
    default:
      return 'info';
  }
}
