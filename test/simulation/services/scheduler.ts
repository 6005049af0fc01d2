import type { ScheduledCommand, Schedules } from '../../../src/eventsourcing/writing/schedules';
import type { Life, World } from '../world';

/** What a schedule invokes; rejects when the function fails. */
export type Target = (scheduled: ScheduledCommand) => Promise<unknown>;

interface Pending {
  readonly scheduled: ScheduledCommand;
  readonly target: Target;
}

/** Milliseconds: how late Scheduler may be, and for how long it tries to reach a function. */
const LATE = { least: 0, most: 60_000 };
const TRIED_FOR = 86_400_000;
/** Milliseconds before each of Lambda's repetitions of an asynchronous invocation. */
const REPEATS = [60_000, 120_000];

/** EventBridge Scheduler, and Lambda behind it: each is late, and may send what it has twice. */
export class Scheduler {
  /** What failed each time, and goes to the dead-letter queue. */
  readonly dead: Pending[] = [];
  /** Commands that were sent, however often each. */
  sent = 0;
  private readonly pending = new Map<string, Pending>();

  constructor(private readonly world: World) {}

  get size(): number {
    return this.pending.size;
  }

  /** As one caller has it. @param target the caller's own function */
  of(caller: Life, target: Target): Schedules {
    const { world } = this;
    return {
      schedule: (scheduled) =>
        world.call(caller, 'scheduler', () => {
          this.put({ scheduled, target });
        }),
      cancel: (id) =>
        world.call(caller, 'scheduler', () => {
          this.pending.delete(id);
        }),
    };
  }

  /** Sends it as soon as it can be. */
  redrive(pending: Pending): void {
    this.put({ ...pending, scheduled: { ...pending.scheduled, at: this.world.time.now } });
  }

  private put(pending: Pending): void {
    const { world } = this;
    const { id, at } = pending.scheduled;
    this.pending.set(id, pending);
    const late = LATE.least + world.random.next() * (LATE.most - LATE.least);
    world.time.after(Math.max(0, at - world.time.now) + late, () => {
      if (this.pending.get(id) === pending) void this.carryOut(pending);
    });
  }

  private async carryOut(pending: Pending): Promise<void> {
    const { world } = this;
    const { id } = pending.scheduled;
    const began = world.time.now;
    while (world.faults.strikes('throttle') || world.isGone('lambda')) {
      if (world.time.now - began > TRIED_FOR) break;
      await world.pass({ least: 1_000, most: 900_000 });
    }
    // Cancelled meanwhile, or replaced.
    if (this.pending.get(id) !== pending) return;
    const copies = world.faults.strikes('duplicate') ? 2 : 1;
    world.tell(`the time of ${pending.scheduled.command.type} has come, ${copies} times`);
    this.pending.delete(id);
    if (world.isGone('lambda')) this.dead.push(pending);
    else for (let copy = 0; copy < copies; copy += 1) void this.invoke(pending);
  }

  private async invoke(pending: Pending): Promise<void> {
    for (const pause of [0, ...REPEATS]) {
      await this.world.time.sleep(pause);
      this.sent += 1;
      try {
        await pending.target(pending.scheduled);
        return;
      } catch {
        this.world.tell(`${pending.scheduled.command.type} was not sent`);
      }
    }
    this.dead.push(pending);
  }
}
