import type { Measurement } from '../measure/measurement';
import type { Usage } from '../../../test/support/metering/usage';
import { usdPerMillion } from '../measure/price';
import type { RegistrationCost } from '../registration';
import { Peers } from './best-peer';
import { figure, table, type Column } from './table';

const STORE: Column = { title: 'store', isText: true };
const COSTS: readonly Column[] = [
  { title: 'requests' },
  { title: 'read units' },
  { title: 'write units' },
  { title: 'bytes' },
  { title: 'USD per million' },
];

/** Ours beside the peers: a row for each store and length, cells for one event and for three. */
export function commandsTable(measurements: readonly Measurement[]): string {
  const peers = new Peers(measurements);
  const columns = [
    { title: 'stream' },
    STORE,
    ...COSTS,
    { title: 'ms' },
    { title: 'x best peer' },
    { title: 'x best cold peer' },
  ];
  const rows = inPairs(measurements).map(([one, three]) => [
    one.length.toLocaleString('en'),
    one.contestant,
    ...costs(one.usage, three.usage),
    pair(one, three, ({ milliseconds }) => milliseconds.toFixed(1)),
    pair(one, three, (each) => peers.ratio(each).toFixed(2)),
    pair(one, three, (each) => peers.ratioToCold(each).toFixed(2)),
  ]);
  return table(columns, rows);
}

/** What a process that has nothing in memory pays to know an aggregate. */
export function loadsTable(loads: readonly Measurement[]): string {
  const peers = new Peers(loads);
  const [requests, readUnits] = COSTS;
  const columns = [STORE, requests, readUnits, { title: 'bytes' }, { title: 'ms' }, { title: 'x best peer' }];
  const rows = loads.map((load) => [
    load.contestant,
    figure(load.usage.requests),
    figure(load.usage.readUnits),
    load.usage.bytes.toFixed(0),
    load.milliseconds.toFixed(1),
    peers.ratio(load).toFixed(2),
  ]);
  return table(
    columns.filter((column) => column !== undefined),
    rows,
  );
}

/** Ours alone, with other states. */
export function statesTable(measurements: readonly Measurement[]): string {
  const columns = [{ title: 'state', isText: true }, ...COSTS];
  const rows = inPairs(measurements).map(([one, three]) => [
    one.contestant,
    ...costs(one.usage, three.usage),
  ]);
  return table(columns, rows);
}

export function registrationsTable(registrations: readonly RegistrationCost[]): string {
  const columns = [{ title: 'registration', isText: true }, ...COSTS];
  return table(
    columns,
    registrations.map(({ name, usage }) => [name, ...costs(usage)]),
  );
}

function costs(...usages: readonly Usage[]): string[] {
  const each = (cell: (usage: Usage) => string): string => usages.map(cell).join(' / ');
  return [
    each(({ requests }) => figure(requests)),
    each(({ readUnits }) => figure(readUnits)),
    each(({ writeUnits }) => figure(writeUnits)),
    each(({ bytes }) => bytes.toFixed(0)),
    each((usage) => usdPerMillion(usage).toFixed(2)),
  ];
}

function pair(one: Measurement, three: Measurement, cell: (measurement: Measurement) => string): string {
  return `${cell(one)} / ${cell(three)}`;
}

/** Commands with one event, each with the same store's commands with three. */
function inPairs(measurements: readonly Measurement[]): (readonly [Measurement, Measurement])[] {
  return measurements.flatMap((one) => {
    const three = measurements.find(
      ({ contestant, length, events }) =>
        contestant === one.contestant && length === one.length && events === 3,
    );
    return one.events === 1 && three ? [[one, three] as const] : [];
  });
}
