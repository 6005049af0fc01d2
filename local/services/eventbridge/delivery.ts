import { setTimeout as delay } from 'node:timers/promises';
import type { RuleTarget } from './event-rule';
import type { JsonObject } from './json';

/** Who carries events to functions and queues. */
export interface EventCarrier {
  /** Resolves when the target has taken the event; a rejection is tried again. */
  deliver(targetArn: string, event: unknown, target: RuleTarget): Promise<void>;
  /** Told of what could not be delivered in the end; `target.deadLetterArn` says where the rule wants it. */
  undeliverable(letter: UndeliverableEvent): void;
}

export interface UndeliverableEvent {
  readonly target: RuleTarget;
  readonly event: unknown;
  readonly error: unknown;
  readonly attempts: number;
}

export interface RetryPolicy {
  /** Upper bound; a target's own `MaximumRetryAttempts` may ask for fewer. AWS allows 185 over 24 hours. */
  readonly maximumRetries: number;
  /** Milliseconds before the first retry; doubles with each. */
  readonly firstBackoff: number;
}

const LOCAL_RETRIES: RetryPolicy = { maximumRetries: 4, firstBackoff: 100 };

/** Sends events to targets, independently of each other and of the caller. */
export class Delivery {
  private readonly stopping = new AbortController();

  constructor(
    private readonly carrier: EventCarrier,
    private readonly retries: RetryPolicy = LOCAL_RETRIES,
  ) {}

  send(target: RuleTarget, event: JsonObject): void {
    void this.attempt(target, target.payload(event), 1);
  }

  /** Gives up what is waiting for a retry. */
  stop(): void {
    this.stopping.abort();
  }

  private async attempt(target: RuleTarget, event: unknown, attempts: number): Promise<void> {
    try {
      await this.carrier.deliver(target.arn, event, target);
    } catch (error) {
      const allowed = Math.min(target.maximumRetries ?? Infinity, this.retries.maximumRetries);
      if (attempts > allowed || !(await this.backOff(attempts))) {
        this.carrier.undeliverable({ target, event, error, attempts });
        return;
      }
      await this.attempt(target, event, attempts + 1);
    }
  }

  /** @returns false when the delivery was stopped while waiting */
  private async backOff(attempts: number): Promise<boolean> {
    try {
      const wait = this.retries.firstBackoff * 2 ** (attempts - 1);
      await delay(wait, undefined, { ref: false, signal: this.stopping.signal });
      return true;
    } catch {
      return false;
    }
  }
}
