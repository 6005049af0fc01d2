import type { Doorbell } from './doorbell';

/** What a function answers to a doorbell. */
export interface CaughtUp {
  /** Version at which the consumer stood before, and stands now. */
  readonly from: number;
  readonly version: number;
  /** Whether it came to the end of the stream; otherwise its time was up. */
  readonly isFinished: boolean;
}

/** The functions that have the consumers, each behind the wall of its context. */
export interface ConsumerFunctions {
  /** @throws Error for whatever keeps the consumer from going on: its failure, a time-out, a function that is not there */
  catchUp(doorbell: Pick<Doorbell, 'function' | 'consumer' | 'stream'>): Promise<CaughtUp>;
}
