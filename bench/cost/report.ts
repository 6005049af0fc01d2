import type { IdleCost } from './idle';
import { SERVICES, type Entry } from './ledger';
import { PRICES } from './prices';
import type { Work } from './workloads';

const MILLION = 1_000_000;

/** What a mode used. */
export interface Measured {
  readonly mode: string;
  readonly entries: readonly Entry[];
  readonly work: Work;
}

export function byService(modes: readonly Measured[]): string {
  const cell = (of: Measured, service?: string): string => {
    const usd = of.entries.filter((entry) => (service ?? entry.service) === entry.service).reduce(add, 0);
    return ((usd / of.work.commands) * MILLION).toFixed(2);
  };
  return table([
    ['USD per million commands', ...modes.map(({ mode }) => mode)],
    ...SERVICES.map((service) => [service, ...modes.map((of) => cell(of, service))]),
    ['all', ...modes.map((of) => cell(of))],
  ]);
}

export function details({ mode, entries, work: { commands } }: Measured): string {
  return table([
    [mode, 'a command', 'USD per million'],
    ...entries.map(({ service, what, count, usd }) => [
      `${service}: ${what}`,
      precise(count / commands),
      ((usd / commands) * MILLION).toFixed(3),
    ]),
  ]);
}

/** What the commands that are kept cost in each month afterwards. */
export function kept({ work: { bytes, commands } }: Measured): string {
  const { gigabyteMonth, recoveryGigabyteMonth } = PRICES.dynamodb;
  const gigabytes = bytes / commands / 1000;
  const usd = gigabytes * (gigabyteMonth + recoveryGigabyteMonth);
  return `The log keeps ${gigabytes.toFixed(2)} GB of a million commands: ${usd.toFixed(2)} USD a month with its recovery.`;
}

/** Lambda bills time: what another 10 ms in each invocation would cost. */
export function slower({ entries, work: { commands } }: Measured): string {
  const requests = entries.filter(({ what }) => what.startsWith('requests of'));
  const usd = requests.reduce((total, { count }) => total + count * 0.01 * PRICES.lambda.gigabyteSecond, 0);
  return ((usd / commands) * MILLION).toFixed(2);
}

export function idle(costs: readonly IdleCost[]): string {
  const total = costs.reduce(add, 0);
  return table([
    ['idle', '', 'USD a month'],
    ...costs.map(({ what, count, usd }) => [what, String(count), usd.toFixed(2)]),
    ['all', '', total.toFixed(2)],
  ]);
}

function add(total: number, { usd }: { readonly usd: number }): number {
  return total + usd;
}

function precise(count: number): string {
  return count >= 10 ? count.toFixed(0) : count.toPrecision(2);
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}
