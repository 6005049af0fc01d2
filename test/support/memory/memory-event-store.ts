import { uniqueValueKey, type UniqueValueChanges } from '../../../src/eventsourcing/writing/unique-value';
import { versionAfter, type Commit } from '../../../src/eventsourcing/log/commit';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
  ReadRange,
  StreamsPage,
} from '../../../src/eventsourcing/log/event-store';
import type { IdempotencyRecord } from '../../../src/eventsourcing/writing/idempotency';
import type { SnapshotOffer } from '../../../src/eventsourcing/log/snapshot';

interface Kept {
  readonly commit: Commit;
  readonly snapshot?: SnapshotOffer;
}

const NO_CLAIMS: UniqueValueChanges = { taken: [], released: [] };

/**
 * The log in memory, with a snapshot at every commit that offers one. Everything is kept as JSON, so what is read never
 * shares an object with what was written.
 */
export class MemoryEventStore implements EventStore {
  private readonly logs = new Map<string, Map<number, string>>();
  /** Stream that holds each unique value, by unique value key. */
  private readonly owners = new Map<string, string>();
  private readonly answers = new Map<string, IdempotencyRecord>();
  /** Times that the log was asked for commits. */
  reads = 0;

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
      ...(last && { snapshotAt: commit?.version ?? 0 }),
    });
  }

  read(stream: string, { from = 1, to = Infinity, order }: ReadRange = {}): AsyncIterable<Commit> {
    this.reads += 1;
    const commits = this.kept(stream)
      .map(({ commit }) => commit)
      .filter(({ version }) => version >= from && version <= to);
    return each(order === 'newest-first' ? commits.reverse() : commits);
  }

  streams(type: string, limit: number, after = ''): Promise<StreamsPage> {
    const names = [...this.logs.keys()].filter((name) => name.startsWith(`${type}#`) && name > after).sort();
    const streams = names.slice(0, limit);
    const next = names.length > limit ? streams.at(-1) : undefined;
    return Promise.resolve({ streams, ...(next !== undefined && { next }) });
  }

  findRecord(actor: string, key: string): Promise<IdempotencyRecord | undefined> {
    return Promise.resolve(this.recorded(actor, key));
  }

  keepRecord(answer: IdempotencyRecord): Promise<IdempotencyRecord> {
    const kept = this.recorded(answer.actor, answer.key) ?? answer;
    this.answers.set(keyOf(answer.actor, answer.key), kept);
    return Promise.resolve(kept);
  }

  /** Stream that holds a unique value, by its key. */
  ownerOf(key: string): string | undefined {
    return this.owners.get(key);
  }

  /** One step, as nothing in it waits. */
  private write(commit: Commit, { uniqueValues, snapshot, record }: AppendOptions): AppendResult {
    const log = this.logs.get(commit.stream) ?? new Map<number, string>();
    const winner = log.get(commit.version);
    const isOwn = winner !== undefined && parse(winner).commit.commitId === commit.commitId;
    if (isOwn) return { outcome: 'appended', snapshotAt: snapshotAtOf(parse(winner)) };
    const recorded = record && this.recorded(record.actor, record.key);
    if (recorded) return { outcome: 'repeated', record: recorded };
    if (winner !== undefined) {
      const kept = parse(winner);
      return { outcome: 'conflict', winner: { commit: kept.commit, snapshotAt: snapshotAtOf(kept) } };
    }
    const { taken, released } = uniqueValues ?? NO_CLAIMS;
    const uniqueValue = taken.find(
      (each) => (this.ownerOf(uniqueValueKey(each)) ?? commit.stream) !== commit.stream,
    );
    if (uniqueValue) return { outcome: 'taken', value: uniqueValue };
    if (released.some((each) => this.ownerOf(uniqueValueKey(each)) !== commit.stream)) {
      throw new Error(`${commit.stream} does not own a uniqueValue that it releases.`);
    }
    for (const each of released) this.owners.delete(uniqueValueKey(each));
    for (const each of taken) this.owners.set(uniqueValueKey(each), commit.stream);
    if (record) this.answers.set(keyOf(record.actor, record.key), record);
    const kept: Kept = { commit, ...(snapshot && { snapshot }) };
    this.logs.set(commit.stream, log.set(commit.version, JSON.stringify(kept)));
    return { outcome: 'appended', snapshotAt: snapshotAtOf(kept) };
  }

  private recorded(actor: string, key: string): IdempotencyRecord | undefined {
    const answer = this.answers.get(keyOf(actor, key));
    return answer && answer.expiresAt * 1000 > Date.now() ? answer : undefined;
  }

  private kept(stream: string): Kept[] {
    const log = [...(this.logs.get(stream) ?? [])].sort(([a], [b]) => a - b);
    return log.map(([, text]) => parse(text));
  }
}

function parse(text: string): Kept {
  return JSON.parse(text) as Kept;
}

function snapshotAtOf({ commit, snapshot }: Kept): number {
  return snapshot ? commit.version : 0;
}

async function* each(commits: readonly Commit[]): AsyncGenerator<Commit> {
  for (const commit of commits) yield await Promise.resolve(commit);
}

function keyOf(actor: string, key: string): string {
  return JSON.stringify([actor, key]);
}
