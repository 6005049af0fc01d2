import { setTimeout as delay } from 'node:timers/promises';
import { optionalNumber, optionalObject, optionalText, type Input } from '../aws-json/input';
import type { EventCarrier } from '../eventbridge/delivery';
import type { Schedule } from './schedule';
import type { ScheduleStore } from './schedule-store';

export interface Retries {
  /** Most that are made on this machine; a schedule may ask for fewer. */
  readonly most: number;
  /** Milliseconds before the first; doubles with each. */
  readonly firstBackoff: number;
}

/** Over after a minute, and not after the day that AWS takes: nobody waits that long here. */
const LOCAL_RETRIES: Retries = { most: 6, firstBackoff: 1_000 };
/** Timers take no more milliseconds than a signed 32-bit number holds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Carries schedules out when they are due, also those that were due while nothing ran. One is done, and gone, only once its
 * target has taken it or its dead-letter queue was asked to: what ends between starts again at the next start.
 */
export class ScheduleRunner {
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();
  /** Of those under way: when they were changed last. */
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly store: ScheduleStore,
    private readonly carrier: EventCarrier,
    private readonly retries: Retries = LOCAL_RETRIES,
  ) {}

  /** Looks for what is due, now and whenever something will be. */
  readonly look = (): void => {
    clearTimeout(this.timer);
    if (this.stopping.signal.aborted) return;
    const now = Date.now();
    const waiting = this.store.schedules.filter((schedule) => schedule.isEnabled && !schedule.isDone);
    for (const schedule of waiting) if (schedule.due <= now) void this.carryOut(schedule);
    const later = waiting.map(({ due }) => due).filter((due) => due > now);
    if (later.length === 0) return;
    const next = later.reduce((one, other) => Math.min(one, other));
    this.timer = setTimeout(this.look, Math.min(next - now, LONGEST_TIMER));
    this.timer.unref();
  };

  stop(): void {
    this.stopping.abort();
    clearTimeout(this.timer);
  }

  private async carryOut(schedule: Schedule): Promise<void> {
    const { group, name, changedAt } = schedule;
    const key = `${group}/${name}`;
    if (this.underWay.get(key) === changedAt) return;
    this.underWay.set(key, changedAt);
    const isOver = await this.deliver(schedule);
    if (this.underWay.get(key) === changedAt) this.underWay.delete(key);
    // Another one may be in its place by now.
    if (!isOver || this.store.find(group, name)?.changedAt !== changedAt) return;
    if (schedule.stays) this.store.put({ ...schedule, isDone: true });
    else this.store.remove(group, name);
  }

  /** @returns false when this ends before it is over */
  private async deliver({ asked, name }: Schedule): Promise<boolean> {
    const target = targetOf(asked, name);
    for (let attempts = 1; ; attempts++) {
      try {
        await this.carrier.deliver(target.arn, target.event, target.of);
        return true;
      } catch (error) {
        if (attempts > Math.min(target.retries, this.retries.most)) {
          this.carrier.undeliverable({ target: target.of, event: target.event, error, attempts });
          return true;
        }
        if (!(await this.pause(this.retries.firstBackoff * 2 ** (attempts - 1)))) return false;
      }
    }
  }

  private async pause(milliseconds: number): Promise<boolean> {
    try {
      await delay(milliseconds, undefined, { ref: false, signal: this.stopping.signal });
      return true;
    } catch {
      return false;
    }
  }
}

interface Target {
  readonly arn: string;
  readonly event: unknown;
  readonly retries: number;
  readonly of: Parameters<EventCarrier['deliver']>[2];
}

function targetOf(asked: Input, name: string): Target {
  const target = optionalObject(asked, 'Target') ?? {};
  const part = (member: string): Input => optionalObject(target, member) ?? {};
  const arn = optionalText(target, 'Arn') ?? '';
  const event = json(optionalText(target, 'Input') ?? '{}');
  const retries = optionalNumber(part('RetryPolicy'), 'MaximumRetryAttempts') ?? 185;
  return {
    arn,
    event,
    retries,
    of: {
      id: name,
      arn,
      payload: () => event,
      messageGroupId: optionalText(part('SqsParameters'), 'MessageGroupId'),
      maximumRetries: retries,
      deadLetterArn: optionalText(part('DeadLetterConfig'), 'Arn'),
      definition: target,
    },
  };
}

/** What is no JSON is a text. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
