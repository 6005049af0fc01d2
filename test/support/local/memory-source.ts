import { AwsCallError } from '../../../local/wire/aws-client';
import type {
  Reading,
  Shard,
  StartingPosition,
  StreamSource,
} from '../../../local/mappings/stream/stream-source';
import type { StreamRecord } from '../../../local/mappings/stream/stream-record';

interface MemoryShard extends Shard {
  readonly records: StreamRecord[];
  closed: boolean;
}

/** A stream in memory. Iterators are indexes into a shard. */
export class MemorySource implements StreamSource {
  readonly arn = 'arn:aws:kinesis:us-east-1:000000000000:stream/Memory';
  readonly batchInfo = 'KinesisBatchInfo';
  readonly positions: StartingPosition[] = [];
  closed = false;
  /** Errors that the next readings fail with. */
  failures: Error[] = [];
  private readonly all: MemoryShard[] = [];

  addShard(id: string, parents: readonly string[] = []): void {
    this.all.push({ id, parents, records: [], closed: false });
  }

  /** Appends a record whose event is the given value. */
  put(shardId: string, value: number, arrival = Date.now()): void {
    const { records } = this.shard(shardId);
    records.push({ sequenceNumber: String(value), arrival, event: { value } });
  }

  closeShard(id: string): void {
    this.shard(id).closed = true;
  }

  shards(): Promise<Shard[]> {
    return Promise.resolve([...this.all]);
  }

  iterator(shardId: string, position: StartingPosition): Promise<string> {
    this.positions.push(position);
    const { records } = this.shard(shardId);
    if (position.type === 'LATEST') return Promise.resolve(String(records.length));
    if (position.type !== 'AFTER_SEQUENCE_NUMBER') return Promise.resolve('0');
    return Promise.resolve(
      String(records.findIndex(({ sequenceNumber }) => sequenceNumber === position.sequenceNumber) + 1),
    );
  }

  read(shardId: string, iterator: string): Promise<Reading> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const shard = this.shard(shardId);
    const records = shard.records.slice(Number(iterator));
    return Promise.resolve({ records, next: shard.closed ? undefined : String(shard.records.length) });
  }

  close(): void {
    this.closed = true;
  }

  private shard(id: string): MemoryShard {
    const shard = this.all.find((candidate) => candidate.id === id);
    if (shard === undefined) throw new AwsCallError('ResourceNotFoundException', 'GetRecords', id);
    return shard;
  }
}
