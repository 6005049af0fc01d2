import type { Upcaster, Upcasters } from '../../kernel/upcasters';
import type { Commit, CommittedEvent } from './commit';
import { UnknownRevisionError } from './unknown-revision-error';

/**
 * The revisions of all events' schemas. What is written says its revision; what is read is lifted to the current one,
 * so that nothing else ever sees yesterday's data.
 */
export class EventSchemas {
  private readonly steps = new Map<string, readonly Upcaster[]>();

  /** @throws Error when two modules lift the same event: a fault of a manifest, found at start-up */
  constructor(modules: readonly { readonly upcasters: Upcasters }[]) {
    for (const [type, steps = []] of modules.flatMap(({ upcasters }) => Object.entries(upcasters))) {
      if (this.steps.has(type)) {
        throw new Error(
          `Two manifests have upcasters of ${type}: keep those of the aggregate that raises it.`,
        );
      }
      this.steps.set(type, steps);
    }
  }

  /** The revision that an event is written with, from 1 on. */
  revisionOf(eventType: string): number {
    return this.stepsOf(eventType).length + 1;
  }

  /** The commit as it is stored: each event says the revision of its data, unless it is the first. */
  stamp(commit: Commit): Commit {
    return { ...commit, events: commit.events.map(({ type, data }) => this.current(type, data)) };
  }

  /** A stored commit as the code understands it; a lifted one stays as it is. @throws UnknownRevisionError */
  lift(commit: Commit): Commit {
    if (commit.events.every((event) => this.isCurrent(event))) return commit;
    const events = commit.events.map((event, index) => this.liftEvent(event, commit, index));
    return { ...commit, events };
  }

  /** Lifts commits one by one as they are consumed. */
  async *liftAll(commits: AsyncIterable<Commit> | Iterable<Commit>): AsyncGenerator<Commit> {
    for await (const commit of commits) yield this.lift(commit);
  }

  private liftEvent(
    { type, data, revision = 1 }: CommittedEvent,
    commit: Commit,
    index: number,
  ): CommittedEvent {
    const steps = this.stepsOf(type);
    const known = steps.length + 1;
    if (!Number.isInteger(revision) || revision < 1 || revision > known) {
      const place = { stream: commit.stream, version: commit.version + index };
      throw new UnknownRevisionError(type, place, revision, known);
    }
    const lifted = steps.slice(revision - 1).reduce<object>((old, step) => step({ ...old }), data);
    return this.current(type, lifted);
  }

  private isCurrent({ type, revision = 1 }: CommittedEvent): boolean {
    return revision === this.revisionOf(type);
  }

  private current(type: string, data: object): CommittedEvent {
    const revision = this.revisionOf(type);
    return revision === 1 ? { type, data } : { type, revision, data };
  }

  private stepsOf(eventType: string): readonly Upcaster[] {
    return this.steps.get(eventType) ?? [];
  }
}
