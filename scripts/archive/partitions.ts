import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionAfter, type Commit } from '../../src/eventsourcing/log/commit';
import { hasCode } from '../../local/error-code';

/** Bytes of commits that fit into memory at once, and how many files there are at most. */
const PARTITION = 64 * 1024 * 1024;
const MOST = 4_096;
/** Characters that wait to be written, over all files. */
const WAITING = 64 * 1024 * 1024;

/** The commits of one stream, oldest first, each version once. */
export interface StreamCommits {
  readonly stream: string;
  readonly commits: readonly Commit[];
}

/**
 * Sorts more commits than memory holds: each stream goes into one of many temporary files, and each file fits into memory.
 * They lie in the folder for temporary files (`TMPDIR`) and take about as much as the commits themselves.
 */
export class Partitions {
  private readonly waiting: string[][];
  private readonly sizes: number[];
  private readonly writing: Promise<void>[];

  private constructor(
    private readonly folder: string,
    readonly count: number,
  ) {
    this.waiting = Array.from({ length: count }, () => []);
    this.sizes = this.waiting.map(() => 0);
    this.writing = this.waiting.map(() => Promise.resolve());
  }

  /** @param bytes that the commits take, roughly; when there are more, partitions are larger */
  static async of(bytes: number, partition = PARTITION): Promise<Partitions> {
    const count = Math.min(MOST, Math.max(1, Math.ceil(bytes / partition)));
    return new Partitions(await mkdtemp(join(tmpdir(), 'foldline-export-')), count);
  }

  /** Wait for it: what is not yet written is bounded by that. */
  async add(commit: Commit): Promise<void> {
    const index = hashOf(commit.stream) % this.count;
    // The name of a stream has visible characters alone, or no queue would take its commits.
    const line = `${commit.stream}\t${commit.version}\t${JSON.stringify(commit)}\n`;
    this.waiting[index]?.push(line);
    this.sizes[index] = (this.sizes[index] ?? 0) + line.length;
    if (this.sizes[index] >= WAITING / this.count) await this.flush(index);
  }

  /** Of one file, once all commits are in. */
  async *streams(index: number): AsyncGenerator<StreamCommits> {
    await this.flush(index);
    const streams = new Map<string, Map<number, string>>();
    for (const line of (await this.text(index)).split('\n')) {
      if (line === '') continue;
      const [stream = '', version = ''] = line.split('\t', 2);
      const versions = streams.get(stream) ?? new Map<number, string>();
      // The same commit is in two exports whose times overlap.
      streams.set(stream, versions.set(Number(version), line.slice(stream.length + version.length + 2)));
    }
    for (const [stream, versions] of streams) {
      const inOrder = [...versions].toSorted(([a], [b]) => a - b);
      yield { stream, commits: inOrder.map(([, text]) => JSON.parse(text) as Commit) };
    }
  }

  async remove(): Promise<void> {
    await Promise.all(this.writing);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** One after the other, so that no line lies in the middle of another. */
  private async flush(index: number): Promise<void> {
    const text = this.waiting[index]?.join('') ?? '';
    this.waiting[index] = [];
    this.sizes[index] = 0;
    const written = (this.writing[index] ?? Promise.resolve()).then(() =>
      text === '' ? undefined : appendFile(this.fileOf(index), text),
    );
    this.writing[index] = written;
    await written;
  }

  private async text(index: number): Promise<string> {
    try {
      return await readFile(this.fileOf(index), 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return '';
      throw error;
    }
  }

  private fileOf(index: number): string {
    return join(this.folder, `${index}.jsonl`);
  }
}

/** Of the commits of a stream, those that come without a gap from version 1 on. */
export function contiguous({ commits }: StreamCommits): readonly Commit[] {
  let next = 1;
  const end = commits.findIndex((commit) => {
    const isNext = commit.version === next;
    next = versionAfter(commit) + 1;
    return !isNext;
  });
  return end < 0 ? commits : commits.slice(0, end);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
