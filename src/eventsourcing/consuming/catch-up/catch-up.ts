import { groupBy } from '../../../kernel/group-by';
import type { Logger } from '../../logger';
import { asError } from '../as-error';
import type { CatchUpQueue, QueuedDoorbell } from './catch-up-queue';
import type { CaughtUp, ConsumerFunctions } from './consumer-functions';
import { parseDoorbell, reasonOf, rungAgain, type Doorbell } from './doorbell';

/** Seconds. The pause is about as long as the time since the first failure, so that each is double the one before. */
const PAUSE = { shortest: 1, longest: 15 * 60 };
/** Seconds for which a consumer is tried before its doorbell is parked. */
const A_DAY = 24 * 60 * 60;

/** Characters of a message that is no doorbell; even if each takes 6 bytes, they fit into one of 1 MiB. */
const LONGEST_TEXT = 100_000;

interface Received {
  readonly message: QueuedDoorbell;
  readonly doorbell: Doorbell;
}

export interface CatchUpOptions {
  /** Seconds from the first failure until a doorbell is parked; a day when absent. */
  readonly forSeconds?: number;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

/**
 * Answers doorbells: asks the function that has the consumer to bring it forward, again and again after growing pauses,
 * and parks what does not succeed within a day. It runs no code of any context itself, so that a consumer that crashes
 * or never ends is a failure like any other.
 */
export class CatchUp {
  private readonly forSeconds: number;
  private readonly now: () => number;

  constructor(
    private readonly queue: CatchUpQueue,
    private readonly functions: ConsumerFunctions,
    private readonly logger: Logger,
    { forSeconds = A_DAY, now = Date.now }: CatchUpOptions = {},
  ) {
    this.forSeconds = forSeconds;
    this.now = now;
  }

  /** @returns ids of the messages that stay in the queue */
  async answer(messages: readonly QueuedDoorbell[]): Promise<ReadonlySet<string>> {
    const staying = new Set<string>();
    const received: Received[] = [];
    for (const message of messages) {
      try {
        received.push({ message, doorbell: parseDoorbell(message.body) });
      } catch (error) {
        if (!(await this.parkText(message, error))) staying.add(message.id);
      }
    }
    // Doorbells for one consumer and stream are one question.
    const questions = groupBy(received, ({ doorbell: { function: id, consumer, stream } }) =>
      JSON.stringify([id, consumer, stream]),
    );
    const answered = [...questions.values()].map((same) => this.answerAll(same));
    for (const id of (await Promise.all(answered)).flat()) staying.add(id);
    return staying;
  }

  /** @param same at least one, all for the same consumer and stream */
  private async answerAll(same: readonly Received[]): Promise<readonly string[]> {
    const [first] = same;
    if (!first) return [];
    const { consumer, stream } = first.doorbell;
    let failure: Error;
    try {
      const caughtUp = await this.functions.catchUp(first.doorbell);
      if (!caughtUp.isFinished) await this.goOn(first.doorbell, caughtUp);
      this.logger.info('doorbell answered', { consumer, stream, ...caughtUp });
      return [];
    } catch (error) {
      failure = asError(error);
    }
    const left = await Promise.all(
      same.map(async (received) => ((await this.putOff(received, failure)) ? [] : [received.message.id])),
    );
    return left.flat();
  }

  /** The time of the function was too short: rings at once, and anew when the consumer has come forward. */
  private async goOn(doorbell: Doorbell, { from, version }: CaughtUp): Promise<void> {
    const reason = `its time was up at version ${version}`;
    const next = version > from ? rungAgain(doorbell, this.now()) : doorbell;
    if (this.ageOf(next) >= this.forSeconds) throw new Error(`It makes no progress: ${reason} each time.`);
    await this.queue.ring({ ...next, reason });
  }

  /** @returns whether the message is done with, as its doorbell is parked */
  private async putOff({ message, doorbell }: Received, failure: Error): Promise<boolean> {
    const age = this.ageOf(doorbell);
    const fields = { ...doorbell, receives: message.receives, error: failure };
    try {
      if (age >= this.forSeconds) {
        const parkedAt = new Date(this.now()).toISOString();
        const reason = reasonOf(failure);
        await this.queue.park({ ...doorbell, reason, parkedAt, failures: message.receives });
        this.logger.error('doorbell parked', fields);
        return true;
      }
      const seconds = this.pauseAfter(age);
      await this.queue.postpone(message, seconds);
      this.logger.warn('doorbell postponed', { ...fields, seconds });
    } catch (error) {
      // The message stays, and comes again after the queue's own visibility timeout.
      this.logger.error('doorbell not put off', { ...fields, because: error });
    }
    return false;
  }

  private async parkText({ id, body }: QueuedDoorbell, error: unknown): Promise<boolean> {
    try {
      const parkedAt = new Date(this.now()).toISOString();
      await this.queue.park({ text: body.slice(0, LONGEST_TEXT), reason: reasonOf(error), parkedAt });
      this.logger.error('message parked that is no doorbell', { id, error });
      return true;
    } catch (failure) {
      this.logger.error('message not parked', { id, error, because: failure });
      return false;
    }
  }

  private pauseAfter(age: number): number {
    const spread = age * (0.75 + Math.random() / 2);
    // The last attempt is made when the day is over, not up to a quarter of an hour later.
    const left = Math.ceil(this.forSeconds - age);
    return Math.max(PAUSE.shortest, Math.min(PAUSE.longest, left, Math.round(spread)));
  }

  /** Seconds since the first failure. */
  private ageOf({ since }: Doorbell): number {
    return Math.max(0, (this.now() - Date.parse(since)) / 1_000);
  }
}
