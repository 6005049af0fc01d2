import type { Measurement } from '../measure/measurement';
import { Peers } from './best-peer';
import { figure, table } from './table';

/** What was promised, and what was seen. */
export interface Requirement {
  readonly promise: string;
  readonly seen: string;
  readonly isReached: boolean;
  /** Times depend on the machine and its other work; counts do not. */
  readonly isTime: boolean;
}

export interface Results {
  readonly commands: readonly Measurement[];
  readonly loads: readonly Measurement[];
}

/** Every promise whose figures are part of this run. */
export function requirements({ commands, loads }: Results): readonly Requirement[] {
  const ours = (isWarm: boolean, length: number, events: number): Measurement | undefined =>
    commands.find(
      (each) => each.isOurs && each.isWarm === isWarm && each.length === length && each.events === events,
    );
  return [
    ...counts('cold, 100 events: 2 requests, 1 read unit, 1 write unit', ours(false, 100, 1), [2, 1, 1]),
    ...counts('warm, 100 events: 1 request, 1 write unit', ours(true, 100, 1), [1, 0, 1]),
    ...counts('cold, three events in one command: 2 write units', ours(false, 100, 3), [2, Infinity, 2]),
    ...counts('warm, three events in one command: 2 write units', ours(true, 100, 3), [1, 0, 2]),
    ...counts('load 10,000 events: 2 requests, 4 read units', load(loads), [2, 4, 0]),
    ...times(commands, ours(true, 100, 1), ours(false, 100, 1), ours(false, 1_000, 1)),
  ];
}

export function requirementsTable(all: readonly Requirement[]): string {
  const columns = [{ title: 'at most' }, { title: 'seen' }, { title: 'reached' }];
  return table(
    columns.map((column) => ({ ...column, isText: true })),
    all.map(({ promise, seen, isReached }) => [promise, seen, isReached ? 'yes' : 'no']),
  );
}

/** @param most requests, read units and write units */
function counts(
  promise: string,
  measurement: Measurement | undefined,
  most: readonly [number, number, number],
): Requirement[] {
  if (!measurement) return [];
  const { requests, readUnits, writeUnits } = measurement.usage;
  const seen = [requests, readUnits, writeUnits];
  return [
    {
      promise,
      seen: [some(requests, 'request'), some(readUnits, 'read unit'), some(writeUnits, 'write unit')].join(
        ', ',
      ),
      isReached: seen.every((value, index) => value <= (most[index] ?? 0)),
      isTime: false,
    },
  ];
}

function some(count: number, what: string): string {
  return `${figure(count, 2)} ${what}${count === 1 ? '' : 's'}`;
}

function times(
  commands: readonly Measurement[],
  warm: Measurement | undefined,
  cold: Measurement | undefined,
  coldAtThousand: Measurement | undefined,
): Requirement[] {
  const peers = new Peers(commands);
  const castore = commands.find(
    ({ contestant, length, events }) => contestant === 'Castore' && length === 1_000 && events === 1,
  );
  const promised: Requirement[] = [];
  if (warm) promised.push(time("warm, 100 events: 0.6 x the best peer's time", peers.ratio(warm), 0.6));
  if (cold) {
    const besideWarm = ` (${peers.ratio(cold).toFixed(2)} x the best warm one's)`;
    promised.push(
      time("cold, 100 events: 1.0 x the best cold peer's time", peers.ratioToCold(cold), 1, besideWarm),
    );
  }
  if (coldAtThousand && castore) {
    const ratio = coldAtThousand.milliseconds / castore.milliseconds;
    promised.push(time("cold, 1,000 events: 0.3 x Castore's time", ratio, 0.3));
  }
  return promised;
}

function time(promise: string, ratio: number, most: number, remark = ''): Requirement {
  return { promise, seen: `${ratio.toFixed(2)} x${remark}`, isReached: ratio <= most, isTime: true };
}

function load(loads: readonly Measurement[]): Measurement | undefined {
  return loads.find(({ isOurs, length }) => isOurs && length === 10_000);
}
