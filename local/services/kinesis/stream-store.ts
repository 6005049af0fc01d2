import { EventEmitter, once } from 'node:events';
import { AwsError } from '../aws-json/aws-error';
import {
  DEFAULT_RETENTION_HOURS,
  KinesisStream,
  type Appended,
  type NewRecord,
  type Shard,
  type StreamSettings,
} from './kinesis-stream';
import { isAfter } from './sequence-number';
import { recordBytes } from './shard-log';

export interface Retention {
  /** Milliseconds, for streams that keep 24 hours; those that keep more have a multiple of it. */
  readonly maxAge: number;
  /** Of all streams together; beyond it the oldest records go, which AWS would keep. */
  readonly maxBytes: number;
}

export const DEFAULT_RETENTION: Retention = { maxAge: 24 * 60 * 60 * 1000, maxBytes: 256 * 1024 * 1024 };

/** All streams, in memory. */
export class StreamStore {
  private readonly streams = new Map<string, KinesisStream>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private bytes = 0;

  constructor(
    private readonly retention: Retention = DEFAULT_RETENTION,
    private readonly now: () => number = Date.now,
  ) {}

  names(): readonly string[] {
    return [...this.streams.keys()].sort();
  }

  create(settings: StreamSettings): void {
    if (this.streams.has(settings.name)) {
      throw new AwsError('ResourceInUseException', `Stream ${settings.name} already exists.`);
    }
    this.streams.set(settings.name, new KinesisStream(settings, this.now()));
  }

  get(name: string): KinesisStream {
    const stream = this.streams.get(name);
    if (stream !== undefined) return stream;
    throw new AwsError('ResourceNotFoundException', `Stream ${name} not found.`);
  }

  delete(name: string): void {
    for (const { log } of this.get(name).shards) {
      while (log.oldest !== undefined) this.bytes -= log.dropOldest();
    }
    this.streams.delete(name);
    this.changes.emit(eventOf(name));
  }

  append(stream: KinesisStream, record: NewRecord): Appended {
    const appended = stream.append(record, this.now());
    this.bytes += recordBytes(appended.record);
    this.dropExpired(stream, appended.shard);
    while (this.bytes > this.retention.maxBytes) this.bytes -= this.shardWithOldest().log.dropOldest();
    this.changes.emit(eventOf(stream.settings.name));
    return appended;
  }

  /** Readers call it as well, so nothing older than the retention is ever read. */
  dropExpired(stream: KinesisStream, { log }: Shard): void {
    const horizon = this.horizonOf(stream);
    while (log.oldest !== undefined && log.oldest.arrival < horizon) this.bytes -= log.dropOldest();
  }

  /** The shards that hold records or will: a closed one is gone when the last of its records is. */
  shardsOf(stream: KinesisStream): readonly Shard[] {
    const horizon = this.horizonOf(stream);
    return stream.shards.filter(({ closed }) => closed === undefined || closed.at >= horizon);
  }

  /** Changes the shards of a stream, and wakes those who wait for its records. */
  reshard(stream: KinesisStream, change: (now: number) => void): void {
    change(this.now());
    this.changes.emit(eventOf(stream.settings.name));
  }

  /** Resolves with the next record or change of shards; rejects with an `AbortError` when the signal aborts. */
  async waitForChange({ settings }: KinesisStream, signal: AbortSignal): Promise<void> {
    await once(this.changes, eventOf(settings.name), { signal });
  }

  /**
   * Resolves as soon as the stream has a record after that sequence number; rejects with an `AbortError` when
   * the signal aborts, and at once when the stream has several shards: their readers would wake each other without end.
   * Saves a poller in this process from polling.
   */
  async waitForRecords(name: string, after: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { shards, lastSequence } = this.get(name);
      if (shards.length > 1) throw new Error(`Stream ${name} has ${shards.length} shards.`);
      if (isAfter(lastSequence, after)) return;
      await once(this.changes, eventOf(name), { signal });
    }
  }

  private horizonOf({ retentionHours }: KinesisStream): number {
    return this.now() - this.retention.maxAge * (retentionHours / DEFAULT_RETENTION_HOURS);
  }

  private shardWithOldest(): Shard {
    const shards = [...this.streams.values()].flatMap((stream) => stream.shards);
    return shards.reduce((oldest, shard) => (age(shard) < age(oldest) ? shard : oldest));
  }
}

function age({ log }: Shard): number {
  return log.oldest?.arrival ?? Infinity;
}

/** Prefixed, because an event named `error` means something else to an emitter. */
function eventOf(stream: string): string {
  return `stream:${stream}`;
}
