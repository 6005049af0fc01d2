import type { DomainEvent } from '../../kernel/domain-event';
import type { EventSource } from '../../kernel/event-source';
import type { RecordedEventOf } from '../log/commit';
import type { TallyTable } from '../reading/tally-table';

/** What a stream adds to counters, by their names. Without those to which it adds nothing. */
export type Share = ReadonlyMap<string, number>;

/** What a stream adds to counters, as its events change it. */
export interface Counting {
  /** @param by a safe integer, 1 when absent @throws RangeError for any other number */
  add(counter: string, by?: number): void;
  /** What the stream adds to a counter so far. */
  of(counter: string): number;
}

/** What events change of a stream's share; the others change nothing. */
export type TallyHandlers<E extends DomainEvent> = {
  readonly [T in E['type']]?: (count: Counting, event: RecordedEventOf<E, T>) => void;
};

/**
 * Counts over many streams: how many users hold a role, how many products are sold out.
 *
 * Each stream has a share in the counters, which its events change. Counters are the sums of all shares, exactly: whatever
 * is delivered twice, cut off or made anew, a share and the sums change together or not at all.
 */
export interface Tally<E extends DomainEvent = DomainEvent> {
  /** Its name as a consumer: `iam/role-holders`. It never changes. */
  readonly name: string;
  /** Raise it when shares have to be counted anew: each is folded from the log again, and its sums change by the difference. 1 when absent. */
  readonly revision?: number;
  /** The events that it follows. */
  readonly source: EventSource<E>;
  readonly table: TallyTable;
  readonly on: TallyHandlers<E>;
}

/** The event types that change a tally. Commits without them are not delivered to it. */
export function countedBy({ on }: Tally): readonly string[] {
  return Object.keys(on);
}
