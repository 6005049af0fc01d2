import type { Meter } from '../../../test/support/metering/meter';
import type { Account } from '../workload/account';
import type { Command } from '../workload/stream';

/** A way to keep accounts, with tables of its own. */
export interface Contestant {
  readonly name: string;
  readonly isOurs: boolean;
  /** Whether it keeps the accounts of its earlier commands in memory. */
  readonly isWarm: boolean;
  /** Counts what its client sends. */
  readonly meter: Meter;

  /** Carries out one command as its authors mean it: load, `decide`, append. @throws Error when it fails */
  change(command: Command): Promise<void>;

  /** What a process that has nothing in memory loads. */
  load(stream: string): Promise<Account>;

  /**
   * Begins a stream with commands of one event each. Leaves behind what `change` would have, item by item, only
   * faster: without loading, and with as few requests as that allows.
   */
  seed(commands: readonly Command[]): Promise<void>;
}
