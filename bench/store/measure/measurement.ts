import type { Usage } from '../../../test/support/metering/usage';

/** What a contestant's commands of one kind cost, or its loads. */
export interface Measurement {
  readonly contestant: string;
  readonly isOurs: boolean;
  readonly isWarm: boolean;
  /** Of the streams. */
  readonly length: number;
  /** That each command appended; 0 when it only loaded. */
  readonly events: number;
  /** How many were measured. */
  readonly count: number;
  /** The mean. */
  readonly usage: Usage;
  /** The median. */
  readonly milliseconds: number;
}
