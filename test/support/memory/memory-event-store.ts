import { checkActions, storableItem } from '../../../src/aws/commit-item';
import { uniqueValueKey, type UniqueValueChanges } from '../../../src/eventsourcing/writing/unique-value';
import { versionAfter, type Commit } from '../../../src/eventsourcing/log/commit';
import type { ReadRange } from '../../../src/eventsourcing/log/event-log';
import { bucketOf } from '../../../src/eventsourcing/reading/buckets';
import type { SnapshotOffer, StoreMark } from '../../../src/eventsourcing/writing/remembered-state';
import type { StreamDirectory } from '../../../src/eventsourcing/log/stream-directory';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
  WritingPorts,
} from '../../../src/eventsourcing/writing/event-store';
import type { IdempotencyRecord, IdempotencyStore } from '../../../src/eventsourcing/writing/command-context';

interface Kept {
  readonly commit: Commit;
  readonly snapshot?: SnapshotOffer;
}

const NO_CHANGES: UniqueValueChanges = { taken: [], released: [] };

/**
 * The log in memory, with its idempotency records and its directory, as strict as the one on DynamoDB. A snapshot is
 * kept with every commit that offers one. Everything is kept as JSON, so what is read never shares an object with what
 * was written.
 */
export class MemoryEventStore implements EventStore {
  private readonly logs = new Map<string, Map<number, string>>();
  /** Stream that holds each unique value, by unique value key. */
  private readonly owners = new Map<string, string>();
  private readonly answered = new Map<string, IdempotencyRecord>();
  /** Times that the log was asked for commits. */
  reads = 0;

  private readonly records: IdempotencyStore = {
    find: (actor, key) => Promise.resolve(this.recorded(actor, key)),
    keep: (record) => {
      const kept = this.recorded(record.actor, record.key) ?? record;
      this.answered.set(keyOf(record.actor, record.key), kept);
      return Promise.resolve(kept);
    },
  };

  private readonly directory: StreamDirectory = {
    streams: (type, limit, after = '', { index, of } = { index: 0, of: 1 }) => {
      const names = [...this.logs.keys()]
        .filter((name) => name.startsWith(`${type}#`) && name > after)
        .filter((name) => Number(bucketOf(name, of)) === index)
        .sort();
      const streams = names.slice(0, limit);
      const next = names.length > limit ? streams.at(-1) : undefined;
      return Promise.resolve({ streams, ...(next !== undefined && { next }) });
    },
  };

  /** What a repository is made of. */
  readonly ports: WritingPorts = { events: this, records: this.records, directory: this.directory };

  append(commit: Commit, alongside: AppendOptions = {}): Promise<AppendResult> {
    return new Promise((resolve) => {
      resolve(this.write(commit, alongside));
    });
  }

  load(stream: string, fold: string, known = 0): Promise<LoadedStream> {
    this.reads += 1;
    const kept = this.kept(stream).filter(({ commit }) => commit.version > known);
    const base = kept.findLastIndex(({ snapshot }) => snapshot?.fold === fold);
    const { snapshot, commit } = kept[base] ?? {};
    const last = kept.at(-1);
    return Promise.resolve({
      commits: each(kept.slice(base + 1).map((entry) => entry.commit)),
      ...(snapshot && commit && { snapshot: { state: snapshot.state, version: versionAfter(commit) } }),
      ...(last && { mark: markAt(commit?.version) }),
    });
  }

  read(stream: string, { from = 1, to = Infinity, order }: ReadRange = {}): AsyncIterable<Commit> {
    this.reads += 1;
    const commits = this.kept(stream)
      .map(({ commit }) => commit)
      .filter(({ version }) => version >= from && version <= to);
    return each(order === 'newest-first' ? commits.reverse() : commits);
  }

  /** Stream that holds a unique value, by its key. */
  ownerOf(key: string): string | undefined {
    return this.owners.get(key);
  }

  /** One step, as nothing in it waits. */
  private write(commit: Commit, alongside: AppendOptions): AppendResult {
    const { uniqueValues, snapshot, record } = alongside;
    storableItem(commit);
    checkActions(commit.stream, alongside);
    for (const each of [...(uniqueValues?.taken ?? []), ...(uniqueValues?.released ?? [])])
      checkKey(uniqueValueKey(each));
    const log = this.logs.get(commit.stream) ?? new Map<number, string>();
    const winner = log.get(commit.version);
    const isOwn = winner !== undefined && parse(winner).commit.commitId === commit.commitId;
    if (isOwn) return { outcome: 'appended', mark: markOf(parse(winner)) };
    const recorded = record && this.recorded(record.actor, record.key);
    if (recorded) return { outcome: 'repeated', record: recorded };
    if (winner !== undefined) {
      const kept = parse(winner);
      return { outcome: 'conflict', winner: { commit: kept.commit, mark: markOf(kept) } };
    }
    const { taken, released } = uniqueValues ?? NO_CHANGES;
    const uniqueValue = taken.find(
      (each) => (this.ownerOf(uniqueValueKey(each)) ?? commit.stream) !== commit.stream,
    );
    if (uniqueValue) return { outcome: 'taken', value: uniqueValue };
    if (released.some((each) => this.ownerOf(uniqueValueKey(each)) !== commit.stream)) {
      throw new Error(`${commit.stream} does not own a unique value that it releases.`);
    }
    for (const each of released) this.owners.delete(uniqueValueKey(each));
    for (const each of taken) this.owners.set(uniqueValueKey(each), commit.stream);
    if (record) this.answered.set(keyOf(record.actor, record.key), record);
    const kept: Kept = { commit, ...(snapshot && { snapshot }) };
    this.logs.set(commit.stream, log.set(commit.version, JSON.stringify(kept)));
    return { outcome: 'appended', mark: markOf(kept) };
  }

  private recorded(actor: string, key: string): IdempotencyRecord | undefined {
    const record = this.answered.get(keyOf(actor, key));
    return record && record.expiresAt * 1000 > Date.now() ? record : undefined;
  }

  private kept(stream: string): Kept[] {
    const log = [...(this.logs.get(stream) ?? [])].sort(([a], [b]) => a - b);
    return log.map(([, text]) => parse(text));
  }
}

/** What DynamoDB takes as a partition key. */
function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes === 0 || bytes > 2_048) throw new RangeError(`A key has 1 to 2048 bytes, this one ${bytes}.`);
}

function parse(text: string): Kept {
  return JSON.parse(text) as Kept;
}

function markOf({ commit, snapshot }: Kept): StoreMark {
  return markAt(snapshot && commit.version);
}

/** Of the newest commit that carries a snapshot. */
function markAt(version = 0): StoreMark {
  return version as unknown as StoreMark;
}

async function* each(commits: readonly Commit[]): AsyncGenerator<Commit> {
  for (const commit of commits) yield await Promise.resolve(commit);
}

function keyOf(actor: string, key: string): string {
  return JSON.stringify([actor, key]);
}
