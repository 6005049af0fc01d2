import { styleText } from 'node:util';
import type { LogLevel } from '../runtime-log';
import type { LogEntry } from './log-entry';

/** Fields that say nothing on a machine with one developer; `--log-format json` shows them. */
const HIDDEN = new Set([
  'service',
  'kind',
  'sampling_rate',
  'xray_trace_id',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'correlationId',
  'causationId',
  'traceId',
]);

const COLOURS: Readonly<Record<LogLevel, Parameters<typeof styleText>[0]>> = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
};

/** Columns of the time and of the function's name, so that messages stand one below the other. */
const NAME_WIDTH = 14;

/**
 * One entry for people: time of day, who, what, and the few fields that matter; an error with its stack below.
 *
 * @param coloured whether the terminal shows colours
 */
export function readableLine(entry: LogEntry, coloured: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    coloured ? styleText(style, text, { validateStream: false }) : text;
  const { level, message, fields } = entry;
  const { status, milliseconds, ...others } = fields;
  const problem = level === 'info' || level === 'debug' ? '' : `${paint(COLOURS[level], level)} `;
  const shown = Object.entries(others).filter(([name, value]) => !HIDDEN.has(name) && value !== undefined);
  const stacks = shown.flatMap(([, value]) => stackOf(value));
  const parts = [
    paint('gray', timeOfDay(entry.time)),
    paint('cyan', (entry.function ?? 'local').padEnd(NAME_WIDTH)),
    problem + message,
    ...(typeof status === 'number'
      ? [paint(status < 400 ? 'green' : status < 500 ? 'yellow' : 'red', String(status))]
      : []),
    ...(typeof milliseconds === 'number' ? [paint('gray', `${milliseconds} ms`)] : []),
    ...shown.map(([name, value]) => paint('gray', `${name}=`) + text(value)),
  ];
  return [parts.join(' '), ...stacks.map((line) => `    ${paint('gray', line)}`)].join('\n');
}

/** In the reader's own time zone. */
function timeOfDay(time: string): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Errors as loggers write them: with a name, a message and a stack. */
function isError(value: unknown): value is { name: string; message: string; stack?: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}

function text(value: unknown): string {
  if (isError(value)) return `${value.name}: ${value.message}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stackOf(value: unknown): string[] {
  if (!isError(value) || typeof value.stack !== 'string') return [];
  return value.stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}
