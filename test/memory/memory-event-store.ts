import { claimKey, type ClaimChanges } from '../../src/eventsourcing/claim';
import type { Commit } from '../../src/eventsourcing/commit';
import type { AppendResult, EventStore } from '../../src/eventsourcing/event-store';

/** The log in memory. Commits are kept as JSON, so what is read never shares an object with what was written. */
export class MemoryEventStore implements EventStore {
  private readonly streams = new Map<string, Map<number, string>>();
  /** Stream that holds each claim, by claim key. */
  private readonly owners = new Map<string, string>();

  append(commit: Commit, { taken, released }: ClaimChanges): Promise<AppendResult> {
    const stream = this.streams.get(commit.stream) ?? new Map<number, string>();
    const winner = stream.get(commit.version);
    if (winner !== undefined) {
      const isOwn = parse(winner).commitId === commit.commitId;
      return Promise.resolve({ outcome: isOwn ? 'appended' : 'conflict' });
    }
    const claim = taken.find((each) => (this.ownerOf(claimKey(each)) ?? commit.stream) !== commit.stream);
    if (claim) return Promise.resolve({ outcome: 'claimed', claim });
    if (released.some((each) => this.ownerOf(claimKey(each)) !== commit.stream)) {
      return Promise.reject(new Error(`${commit.stream} does not own the claim that it releases.`));
    }
    for (const each of released) this.owners.delete(claimKey(each));
    for (const each of taken) this.owners.set(claimKey(each), commit.stream);
    this.streams.set(commit.stream, stream.set(commit.version, JSON.stringify(commit)));
    return Promise.resolve({ outcome: 'appended' });
  }

  async *read(stream: string, version = 0): AsyncIterable<Commit> {
    const commits = [...(this.streams.get(stream) ?? [])].filter(([first]) => first > version);
    for (const [, text] of commits.sort(([a], [b]) => a - b)) yield await Promise.resolve(parse(text));
  }

  /** Stream that holds a claim, by its key. */
  ownerOf(key: string): string | undefined {
    return this.owners.get(key);
  }
}

function parse(text: string): Commit {
  return JSON.parse(text) as Commit;
}
