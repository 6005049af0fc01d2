import type { LoadResult } from './load';
import type { Percentiles } from '../support/percentiles';

export interface Phase {
  /** Commands a second. */
  readonly rate: number;
  readonly load: LoadResult;
  /** Milliseconds from due to answered. */
  readonly answers: Percentiles;
  /** Milliseconds from 202 to readable. */
  readonly readable: Percentiles;
  readonly first: Percentiles;
  readonly last: Percentiles;
  /** Cores in use, on average. */
  readonly cpu: number;
  /** Resident megabytes at the end. */
  readonly memory: number;
}

export function heading(cores: number, node: string): string {
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cores} cores, Node ${node}, load generator on the same machine`,
    '',
    '| commands/s | accepted | refused | 202 p50 / p95 / p99 ms | readable p50 / p95 / p99 ms | first 1,000 p50 / p95 | last 1,000 p50 / p95 | cores | MB |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ].join('\n');
}

export function phaseLine({ rate, load, answers, readable, first, last, cpu, memory }: Phase): string {
  const refused = Object.entries(load.refused).map(([status, count]) => `${count} x ${status}`);
  const cells = [
    rate,
    load.acknowledged,
    refused.join(', ') || 0,
    three(answers),
    three(readable),
    `${ms(first.p50)} / ${ms(first.p95)}`,
    `${ms(last.p50)} / ${ms(last.p95)}`,
    cpu.toFixed(2),
    Math.round(memory),
  ];
  return `| ${cells.join(' | ')} |`;
}

function three({ p50, p95, p99 }: Percentiles): string {
  return `${ms(p50)} / ${ms(p95)} / ${ms(p99)}`;
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
