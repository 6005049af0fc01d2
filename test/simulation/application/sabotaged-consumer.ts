import type { Checkpoint, Consumer } from '../../../src/eventsourcing/consuming/consumer';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';

/** What the invocation that is under way was given; nothing while it answers a doorbell. */
export interface Batch {
  commits: readonly Commit[];
}

/** Says of each stream that it stands right before what was delivered, so that it takes whatever comes. */
export function ungated(consumer: Consumer, batch: Batch): Consumer {
  if (consumer.kind !== 'projection') return consumer;
  const before = (checkpoint: Checkpoint): Checkpoint => {
    const versions = batch.commits
      .filter(({ stream }) => stream === checkpoint.stream)
      .map(({ version }) => version);
    return versions.length === 0 ? checkpoint : { ...checkpoint, version: Math.min(...versions) - 1 };
  };
  return {
    name: consumer.name,
    kind: consumer.kind,
    follows: consumer.follows,
    checkpoints: async (streams) => (await consumer.checkpoints(streams)).map(before),
    take: (from, commits, until) => consumer.take(from, commits, until),
  };
}

/** A log that knows of nothing but what was delivered, so that a gap stays one. */
export function unhealing(log: EventLog, batch: Batch): EventLog {
  return {
    async *read(stream, range = {}) {
      const { from = 1 } = range;
      if (batch.commits.length === 0) yield* log.read(stream, range);
      const delivered = batch.commits.filter((commit) => commit.stream === stream && commit.version >= from);
      yield* delivered.toSorted((a, b) => a.version - b.version);
    },
  };
}
