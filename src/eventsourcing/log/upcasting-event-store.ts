import type { Commit } from './commit';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
  ReadRange,
  StreamsPage,
} from './event-store';
import type { IdempotencyRecord } from '../writing/idempotency';
import type { EventSchemas } from './event-schemas';

/** A log in which every event has the schema of today, on top of one that keeps them as they were written. */
export class UpcastingEventStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly schemas: EventSchemas,
  ) {}

  async append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult> {
    const result = await this.store.append(this.schemas.stamp(commit), alongside);
    if (result.outcome !== 'conflict' || !result.winner) return result;
    const { commit: newer, snapshotAt } = result.winner;
    return { outcome: 'conflict', winner: { commit: this.schemas.lift(newer), snapshotAt } };
  }

  async load(stream: string, fold: string, known?: number): Promise<LoadedStream> {
    const loaded = await this.store.load(stream, fold, known);
    return { ...loaded, commits: this.schemas.liftAll(loaded.commits) };
  }

  read(stream: string, range?: ReadRange): AsyncIterable<Commit> {
    return this.schemas.liftAll(this.store.read(stream, range));
  }

  streams(type: string, limit: number, after?: string): Promise<StreamsPage> {
    return this.store.streams(type, limit, after);
  }

  findRecord(actor: string, key: string): Promise<IdempotencyRecord | undefined> {
    return this.store.findRecord(actor, key);
  }

  keepRecord(answer: IdempotencyRecord): Promise<IdempotencyRecord> {
    return this.store.keepRecord(answer);
  }
}
