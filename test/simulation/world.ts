import { DomainError } from '../../src/kernel/domain-error';
import type { Faults } from './faults';
import type { Random } from './time/random';
import type { VirtualTime } from './time/virtual-time';

/** What runs, and may end between any two instructions. */
export interface Life {
  readonly isAlive: boolean;
  kill(reason: string): void;
}

/** Somebody at a keyboard, who ends for no fault of a machine. */
export const A_PERSON: Life = { isAlive: true, kill: () => undefined };

/** A service that is called: its name, and whether it refuses as those do that the adapters turn into a refusal. */
export type ServiceName =
  'log' | 'tables' | 'processes' | 'kinesis' | 'sqs' | 'doorbells' | 'lambda' | 'scheduler';

/** Milliseconds. */
const LATENCY = { least: 1, most: 12 };
const LONG = { least: 300, most: 12_000 };

/** What happened when, in Unix milliseconds. */
export type Story = { readonly at: number; readonly text: string }[];

/** Time, chance and the calls in between: all that the parts of a simulation have in common. */
export class World {
  /** Until when a service is gone. */
  private readonly outages = new Map<ServiceName, number>();

  constructor(
    readonly time: VirtualTime,
    readonly random: Random,
    readonly faults: Faults,
    private readonly story?: Story,
  ) {}

  /** Adds to the story, if somebody wants to hear it. */
  tell(text: string): void {
    this.story?.push({ at: this.time.now, text });
  }

  /** For so many milliseconds a service refuses every call. */
  outage(service: ServiceName, milliseconds: number): void {
    this.tell(`${service} is gone for ${Math.round(milliseconds / 1_000)} s`);
    this.outages.set(service, Math.max(this.outages.get(service) ?? 0, this.time.now + milliseconds));
  }

  /** Milliseconds until every service is there again. */
  get outageLeft(): number {
    return Math.max(0, ...this.outages.values()) - this.time.now;
  }

  /**
   * A call over the network: it takes time and may go wrong before the effect, after it, or both. Of a caller who has
   * ended nothing is heard any more.
   *
   * @param effect what the service does, at one moment; it may be asked to do it twice
   */
  async call<T>(caller: Life, service: ServiceName, effect: () => T | Promise<T>): Promise<T> {
    const fault = this.faults.ofCall();
    if (fault !== undefined) this.tell(`fault: ${fault}, ${service}`);
    await this.pass(fault === 'delay' ? LONG : LATENCY);
    if (hasEnded(caller)) return never();
    if (fault === 'crash before') return this.crash(caller, `crashed before ${service}`);
    if (fault === 'throttle' || this.isGone(service)) throw refusal(service, 'ThrottlingException');
    if (fault === 'duplicate') this.repeatLater(effect);
    const result = await effect();
    if (fault === 'crash after') return this.crash(caller, `crashed after ${service}`);
    await this.pass(LATENCY);
    if (hasEnded(caller)) return never();
    if (fault === 'lost answer') throw refusal(service, 'TimeoutError');
    return result;
  }

  pass({ least, most }: { readonly least: number; readonly most: number }): Promise<void> {
    return this.time.sleep(least + this.random.next() * (most - least));
  }

  /** The second of the two gets no answer, and comes before the next call or long after it. */
  private repeatLater(effect: () => unknown): void {
    const { least, most } = this.random.chance(0.5) ? LATENCY : LONG;
    this.time.after(least + this.random.next() * (most - least), () => {
      void Promise.resolve()
        .then(effect)
        .catch(() => undefined);
    });
  }

  isGone(service: ServiceName): boolean {
    return (this.outages.get(service) ?? 0) > this.time.now;
  }

  private crash(caller: Life, reason: string): Promise<never> {
    caller.kill(reason);
    // A person goes on, and hears of it as of a lost answer.
    return caller.isAlive ? Promise.reject(refusal('lambda', 'TimeoutError')) : never();
  }
}

/** What nobody waits for any more. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Asked anew each time: it may end in between, which the compiler does not know. */
function hasEnded({ isAlive }: Life): boolean {
  return !isAlive;
}

/** As the adapters throw it: the log's turns what passes by itself into a refusal. */
function refusal(service: ServiceName, name: string): Error {
  if (service === 'log')
    return new DomainError('unavailable', 'store-unavailable', 'The log does not answer.');
  return Object.assign(new Error(`${service}: ${name}`), { name });
}
