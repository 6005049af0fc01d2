import type { Aggregate } from '../../kernel/aggregate-root';
import type { AggregateCache, Remembered } from './aggregate-cache';
import { versionAfter, type Commit } from '../log/commit';
import type { EventStore, Winner } from '../log/event-store';
import { foldOf, type SnapshotOffer } from '../log/snapshot';

/** An aggregate while a command works on it: its state, and what is known of how new that is. */
export class HeldAggregate<A extends Aggregate> {
  /** Version of the newest commit that carries a snapshot; 0 for none. */
  private snapshotAt: number;
  private readonly remembered: Remembered | undefined;
  private conflicts = 0;
  private othersWrite = false;
  /** Whether a decision on this state may be tried without a look at the log. */
  isTrusted = false;
  /** Whether the log was read, and nothing newer is known: only such a state may refuse a command. */
  isCurrent = false;

  constructor(
    readonly stream: string,
    readonly aggregate: A,
    private readonly store: EventStore,
    private readonly cache: AggregateCache,
  ) {
    this.remembered = cache.get(stream);
    this.snapshotAt = this.remembered?.snapshotAt ?? 0;
  }

  /** Starts from what is remembered, if anything is. */
  recall(): this {
    if (!this.remembered) return this;
    this.aggregate.restore(this.remembered);
    this.isTrusted = this.remembered.isTrusted;
    return this;
  }

  /** What the store needs to know to keep a snapshot with the next commit. */
  get snapshotOffer(): SnapshotOffer {
    const { state } = this.aggregate;
    return { state: JSON.stringify(state), fold: foldOf(this.aggregate), snapshotAt: this.snapshotAt };
  }

  /** Reads what is new, and forgets what was raised. @throws UnknownEventError; Error for a gap in the stream */
  async catchUp(): Promise<void> {
    const { aggregate } = this;
    aggregate.rollback();
    const { version } = aggregate;
    const { snapshot, commits, snapshotAt } = await this.store.load(this.stream, foldOf(aggregate), version);
    if (snapshot) aggregate.restore({ state: JSON.parse(snapshot.state), version: snapshot.version });
    for await (const commit of commits) this.add(commit);
    this.snapshotAt = snapshotAt ?? this.snapshotAt;
    this.othersWrite ||= version > 0 && aggregate.version > version;
    this.isTrusted = true;
    this.isCurrent = true;
    this.remember(JSON.stringify(aggregate.state).length);
  }

  /**
   * Another commit was faster. The first time it is probably the newest, and the decision can be made again on top of
   * it; after that it is cheaper to read than to lose again.
   */
  lost(winner: Winner | undefined): void {
    this.aggregate.rollback();
    this.othersWrite = true;
    this.isCurrent = false;
    this.conflicts += 1;
    this.isTrusted = this.conflicts === 1 && winner?.commit.version === this.aggregate.version + 1;
    if (!this.isTrusted || !winner) return;
    this.add(winner.commit);
    this.snapshotAt = winner.snapshotAt;
  }

  /** What was raised is in the log. @param size of the state in characters of JSON */
  committed(snapshotAt: number, size: number): void {
    this.aggregate.committed();
    this.snapshotAt = snapshotAt;
    this.remember(size);
  }

  private add(commit: Commit): void {
    const { aggregate, stream } = this;
    if (commit.version !== aggregate.version + 1) {
      throw new Error(
        `${stream} has no version ${aggregate.version + 1}: ${commit.version} to ${versionAfter(commit)} comes next. ` +
          'The log is damaged; restore the table to a point in time before.',
      );
    }
    for (const event of commit.events) aggregate.hydrate(event);
  }

  private remember(size: number): void {
    const { loaded } = this.aggregate;
    const { snapshotAt, othersWrite } = this;
    // Or requests for what does not exist would push out what does.
    if (loaded.version === 0) return;
    this.cache.put(this.stream, { ...loaded, snapshotAt, isTrusted: !othersWrite }, size);
  }
}
