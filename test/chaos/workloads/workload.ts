import type { Api } from '../../flow/api';
import type { Random } from '../../simulation/time/random';
import type { Client } from '../client';

/** What clients do under chaos, and what has to hold once calm has returned. */
export interface Workload {
  readonly name: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** A command, or a few that belong together. Called by several clients at once. */
  step(client: Client, random: Random): Promise<void>;
  /** Asks the public API what came of it. @returns what does not hold, a line each */
  check(api: Api): Promise<readonly string[]>;
}
