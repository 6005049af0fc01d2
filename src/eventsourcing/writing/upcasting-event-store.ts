import type { Commit } from '../log/commit';
import type { ReadRange } from '../log/event-log';
import type { EventSchemas } from '../log/event-schemas';
import type { AppendOptions, AppendResult, EventStore, LoadedStream } from './event-store';

/** A log in which every event has the schema of today, on top of one that keeps them as they were written. */
export class UpcastingEventStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly schemas: EventSchemas,
  ) {}

  async append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult> {
    const result = await this.store.append(this.schemas.stamp(commit), alongside);
    if (result.outcome !== 'conflict' || !result.winner) return result;
    const { winner } = result;
    return { outcome: 'conflict', winner: { ...winner, commit: this.schemas.lift(winner.commit) } };
  }

  async load(stream: string, fold: string, known?: number): Promise<LoadedStream> {
    const loaded = await this.store.load(stream, fold, known);
    return { ...loaded, commits: this.schemas.liftAll(loaded.commits) };
  }

  read(stream: string, range?: ReadRange): AsyncIterable<Commit> {
    return this.schemas.liftAll(this.store.read(stream, range));
  }
}
