import type { Percentiles } from '../support/percentiles';
import { isRead, type Metered } from './metering-proxy';

export interface Rebuilt {
  readonly source: string;
  readonly streams: number;
  readonly seconds: number;
  readonly metered: ReadonlyMap<string, Metered>;
  /** Milliseconds of reads by other clients meanwhile, all of which were answered with their row. */
  readonly reads: Percentiles;
  /** Reads that were told to come again. */
  readonly busy: number;
}

/** Whose rows they are: looking at all rows, which the end of a rebuild waits for, is told apart from the streams' own. */
interface Share {
  readonly requests: number;
  readonly units: number;
}

function shareOf({ metered }: Rebuilt, matches: (table: string, operation: string) => boolean): Share {
  const found = [...metered].filter(([key]) => matches(...(key.split(' ') as [string, string])));
  return found.reduce(
    (sum, [, { requests, units }]) => ({ requests: sum.requests + requests, units: sum.units + units }),
    { requests: 0, units: 0 },
  );
}

/** One line for each rebuild. @param log @param rows names of the tables */
export function reportOf(all: readonly Rebuilt[], log: string, rows: string): string {
  const lines = all.map((rebuilt) => {
    const { source, streams, seconds, reads } = rebuilt;
    const ofLog = shareOf(rebuilt, (table) => table === log);
    // Readers get rows one by one; consumers look them up many at a time.
    const read = shareOf(rebuilt, (table, name) => table === rows && name === 'BatchGetItem');
    const written = shareOf(rebuilt, (table, name) => table === rows && !isRead(name));
    const waited = shareOf(rebuilt, (table, name) => table === rows && name === 'Scan');
    const cells = [
      source,
      seconds.toFixed(0),
      (streams / seconds).toFixed(0),
      String(ofLog.requests),
      (ofLog.units / streams).toFixed(2),
      `${read.requests} / ${(read.units / streams).toFixed(2)}`,
      `${written.requests} / ${(written.units / streams).toFixed(2)}`,
      `${waited.requests} / ${waited.units.toFixed(0)}`,
      `${reads.count} / ${rebuilt.busy}`,
      `${reads.p50.toFixed(0)} / ${reads.p95.toFixed(0)}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| from | seconds | streams/s | requests to the log | read units of the log a stream | row reads: requests / units a stream | row writes: requests / units a stream | looks at all rows: requests / units | reads served / told to come again | p50 / p95 ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
