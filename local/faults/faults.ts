import { randomInt } from 'node:crypto';
import type { ServiceName } from '../services/endpoints';
import { isKill, operationsOf, type CallFault, type FaultKind, type Kill } from './fault-kinds';
import { randomNumbers } from './random-numbers';

/** What is to go wrong. */
export interface FaultOrder {
  readonly service: ServiceName;
  /** Of the service, or the logical id of a function for what kills; `*` for all. */
  readonly operation: string;
  /** Logical id of the one whose calls are struck; of all when absent. */
  readonly function?: string | undefined;
  readonly kind: FaultKind;
  /** Of the calls that it can happen to, from 0 to 1. */
  readonly rate: number;
  /** It happens so often at most. */
  readonly times: number;
  /** What happens to the first, second, third call follows from it. */
  readonly seed?: number | undefined;
}

export interface Fault extends FaultOrder {
  readonly id: number;
  readonly seed: number;
  /** How often it has happened. */
  readonly struck: number;
}

/** A fault that happens now. */
export interface Stroke<Kind = CallFault> {
  readonly kind: Kind;
  /** From 0 to 1: for what is left to chance. */
  readonly random: () => number;
}

interface Entry {
  readonly order: FaultOrder & { readonly seed: number };
  readonly id: number;
  readonly random: () => number;
  struck: number;
}

const SEEDS = 2 ** 31;

/** Decides which calls go wrong, and counts them. In calm, which is the rule, it is asked one question for each call. */
export class Faults {
  private entries: Entry[] = [];
  private made = 0;
  /** Those that a fault may still strike. */
  private readonly concerned = new Set<ServiceName>();

  add(order: FaultOrder): Fault {
    const seed = order.seed ?? randomInt(SEEDS);
    const entry = { order: { ...order, seed }, id: (this.made += 1), random: randomNumbers(seed), struck: 0 };
    this.entries.push(entry);
    this.concerned.add(order.service);
    return faultOf(entry);
  }

  /** Those that were ordered, the spent ones too, in the order in which they are tried. */
  list(): Fault[] {
    return this.entries.map(faultOf);
  }

  clear(): void {
    this.entries = [];
    this.concerned.clear();
  }

  concern(service: ServiceName): boolean {
    return this.concerned.has(service);
  }

  /**
   * @param caller logical id of the function that calls, or for which Lambda does
   * @returns what goes wrong with the call
   */
  ofCall(service: ServiceName, operation: string, caller: string): Stroke | undefined {
    const is = (kind: FaultKind): kind is CallFault => canStrike(kind, service, operation);
    return this.draw(service, is, operation, caller);
  }

  /** @returns what ends the process of a function in its next invocation */
  ofInvocation(functionId: string): Stroke<Kill> | undefined {
    return this.draw('lambda', isKill, functionId, functionId);
  }

  /** The first that strikes is the one that happens. */
  private draw<Kind extends FaultKind>(
    service: ServiceName,
    is: (kind: FaultKind) => kind is Kind,
    operation: string,
    caller: string,
  ): Stroke<Kind> | undefined {
    if (!this.concern(service)) return undefined;
    for (const entry of this.entries) {
      const { order, random } = entry;
      const { kind, rate, times } = order;
      if (order.service !== service || !is(kind) || entry.struck >= times) continue;
      if (order.operation !== '*' && order.operation !== operation) continue;
      if (order.function !== undefined && order.function !== caller) continue;
      if (random() >= rate) continue;
      entry.struck += 1;
      if (this.isSpent(service)) this.concerned.delete(service);
      return { kind, random };
    }
    return undefined;
  }

  private isSpent(service: ServiceName): boolean {
    return this.entries.every(({ order, struck }) => order.service !== service || struck >= order.times);
  }
}

function canStrike(kind: FaultKind, service: ServiceName, operation: string): kind is CallFault {
  return !isKill(kind) && operationsOf(kind, service)?.includes(operation) !== false;
}

function faultOf({ order, id, struck }: Entry): Fault {
  return { id, ...order, struck };
}
