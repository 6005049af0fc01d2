import type { Random } from './time/random';

/** What can go wrong, and how often among all that goes wrong. */
export const FAULT_WEIGHTS = {
  /** The function ends between two instructions. */
  'crash before': 3,
  'crash after': 5,
  /** The service refuses, and nothing was done. */
  throttle: 8,
  /** It was done, and the caller is told otherwise. */
  'lost answer': 5,
  /** The client or a proxy sends the request twice. */
  duplicate: 4,
  /** Longer than usual: up to more than a function has. */
  delay: 6,
} as const;

export type CallFault = keyof typeof FAULT_WEIGHTS;

export const OTHER_FAULTS = [
  /** Some messages of a call are not taken. */
  'partial failure',
  /** A commit appears in the change stream after one that follows it. */
  'reorder',
  /** A stream is read again from an older checkpoint. */
  'iterator restart',
  /** What a function has done with stays in its queue. */
  'lost delete',
  /** Two transactions met. */
  'contention',
  /** An operator or a repair sends again what was sent. */
  'replay',
  /** Code is replaced while it runs. */
  'deploy',
  /** A service is gone for minutes. */
  'outage',
  /** A service is gone for longer than anything is tried. */
  'long outage',
] as const;

export type FaultKind = CallFault | (typeof OTHER_FAULTS)[number];

export const FAULT_KINDS: readonly FaultKind[] = [
  ...(Object.keys(FAULT_WEIGHTS) as CallFault[]),
  ...OTHER_FAULTS,
];

const TOTAL = Object.values(FAULT_WEIGHTS).reduce((sum, weight) => sum + weight, 0);

export interface FaultsOptions {
  /** Of each occasion, from 0 to 1. */
  readonly rate: number;
  /** After so many there are no more. */
  readonly most: number;
}

/** Decides what goes wrong, until it is calm, and counts it. */
export class Faults {
  readonly injected = new Map<FaultKind, number>();
  total = 0;
  private isCalm = false;

  constructor(
    private readonly random: Random,
    private readonly options: FaultsOptions,
  ) {}

  /** From now on nothing goes wrong. */
  calm(): void {
    this.isCalm = true;
  }

  /** What goes wrong with a call, if anything. */
  ofCall(): CallFault | undefined {
    if (!this.random.chance(this.options.rate)) return undefined;
    let left = this.random.next() * TOTAL;
    for (const [kind, weight] of Object.entries(FAULT_WEIGHTS) as [CallFault, number][]) {
      left -= weight;
      if (left < 0) return this.note(kind) ? kind : undefined;
    }
    return undefined;
  }

  /** Whether this goes wrong now. @param times as often as a call fails */
  strikes(kind: FaultKind, times = 1): boolean {
    return this.random.chance(this.options.rate * times) && this.note(kind);
  }

  private note(kind: FaultKind): boolean {
    if (this.isCalm || this.total >= this.options.most) return false;
    this.total += 1;
    this.injected.set(kind, (this.injected.get(kind) ?? 0) + 1);
    return true;
  }
}
