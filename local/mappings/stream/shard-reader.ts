import { AwsCallError } from '../../wire/aws-client';
import { sleep } from '../activity';
import type { StreamRecord } from './stream-record';
import type { StartingPosition, StreamSource } from './stream-source';

export interface ShardReaderOptions {
  readonly source: StreamSource;
  readonly shardId: string;
  readonly start: StartingPosition;
  readonly batchSize: number;
  /** Milliseconds to wait for a full batch. */
  readonly batchingWindow: number;
  /** Waits before the next reading of a shard that had nothing new after a sequence number. */
  readonly rest: (after: string | undefined, signal: AbortSignal) => Promise<void>;
  /** A call to the stream failed; it is tried again. */
  readonly onError: (error: unknown) => void;
}

const RETRY_DELAY = 1_000;

/** Errors after which a new iterator is needed. */
const staleIterator = new Set(['ExpiredIteratorException', 'TrimmedDataAccessException']);

/** Reads a shard in batches. */
export class ShardReader {
  private iterator: string | undefined;
  private lastRead: string | undefined;
  private buffer: StreamRecord[] = [];
  private closed = false;

  constructor(private readonly options: ShardReaderOptions) {}

  /** Everything of a closed shard has been handed out. */
  get ended(): boolean {
    return this.closed && this.buffer.length === 0;
  }

  get buffered(): number {
    return this.buffer.length;
  }

  /** @returns the next records, in order; none when the shard is at its end or the signal aborts */
  async nextBatch(signal: AbortSignal): Promise<StreamRecord[]> {
    const { batchSize, batchingWindow, rest } = this.options;
    let windowEnd = Infinity;
    while (!signal.aborted) {
      const now = Date.now();
      if (this.buffer.length > 0) windowEnd = Math.min(windowEnd, now + batchingWindow);
      const complete = this.buffer.length >= batchSize || now >= windowEnd || this.closed;
      if (complete) return this.buffer.splice(0, batchSize);
      const found = await this.read(signal);
      if (!found && !this.closed) await rest(this.lastRead, signal);
    }
    return [];
  }

  /** @returns whether there was anything new */
  private async read(signal: AbortSignal): Promise<boolean> {
    const { source, shardId, onError } = this.options;
    try {
      this.iterator ??= await source.iterator(shardId, this.position(), signal);
      const { records, next } = await source.read(shardId, this.iterator, signal);
      this.iterator = next;
      this.closed = next === undefined;
      this.buffer = this.buffer.length === 0 ? [...records] : [...this.buffer, ...records];
      this.lastRead = records.at(-1)?.sequenceNumber ?? this.lastRead;
      return records.length > 0;
    } catch (error) {
      if (signal.aborted) return false;
      if (error instanceof AwsCallError && staleIterator.has(error.code)) this.iterator = undefined;
      onError(error);
      await sleep(RETRY_DELAY, signal);
      return false;
    }
  }

  private position(): StartingPosition {
    const { start } = this.options;
    return this.lastRead === undefined
      ? start
      : { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: this.lastRead };
  }
}
