import { age } from './age';
import type { ProcessLine } from './open-instances';
import type { Parked } from './parked';
import type { Redriven } from './redrive';
import type { QueueLine } from './status';
import type { ConsumerLine } from './survey';

/** Lines whose cells stand below each other; numbers to the right. */
export function columns(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => String(row[index] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, index) =>
        typeof cell === 'number'
          ? String(cell).padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** @param now Unix time in milliseconds */
export function consumerTable(lines: readonly ConsumerLine[], now: number): string[] {
  return columns([
    ['consumer', 'kind', 'revision', 'streams', 'behind', 'events behind', 'oldest', 'of older revisions'],
    ...lines.map(({ consumer: { name, kind, kept }, ...line }) => [
      name,
      kind,
      kept?.revision ?? '-',
      line.streams,
      line.streamsBehind,
      line.eventsBehind,
      line.oldest === undefined ? '-' : age(now - Date.parse(line.oldest)),
      line.outdated,
    ]),
  ]);
}

/** @param now Unix time in milliseconds */
export function processTable(lines: readonly ProcessLine[], now: number): string[] {
  return columns([
    ['process', 'open instances', 'oldest', 'pending timeouts'],
    ...lines.map(({ process, open, oldest, timeouts }) => [
      process,
      open,
      oldest === undefined ? '-' : age(now - Date.parse(oldest)),
      timeouts,
    ]),
  ]);
}

export function queueTable(lines: readonly QueueLine[]): string[] {
  return columns([
    ['queue', 'holds', 'waiting', 'in flight', 'delayed'],
    ...lines.map(({ queue, role, waiting, inFlight, delayed }) => [queue, role, waiting, inFlight, delayed]),
  ]);
}

/** One line for what is parked. Of what is no doorbell only the reason is told: it may hold personal data. */
export function describeParked(parked: Parked): string {
  const { parkedAt = 'at an unknown time', reason } = parked;
  if (parked.kind === 'doorbell') {
    const { consumer, stream, since, failures = 'unknown' } = parked;
    return oneLine(
      `${consumer} ${stream}: since ${since}, parked ${parkedAt}, failures ${failures}: ${reason}`,
    );
  }
  const { kind, function: functionId } = parked;
  const by = functionId === undefined ? '' : ` of ${functionId}`;
  return oneLine(`unreadable ${kind === 'unknown' ? 'message' : kind}${by}: parked ${parkedAt}: ${reason}`);
}

export function describeRedriven(redriven: Redriven, dryRun: boolean): string {
  const would = dryRun ? 'would be ' : '';
  switch (redriven.outcome) {
    case 'rung':
      return oneLine(`${would}rung: ${redriven.consumer} ${redriven.stream} (${redriven.source})`);
    case 'returned':
      return oneLine(`${would}returned to ${redriven.queue}: ${redriven.stream} (${redriven.source})`);
    case 'left':
      return oneLine(`left: ${redriven.source}: ${redriven.reason}`);
  }
}

/** Others wrote parts of it: no line break or escape of theirs reaches the terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
