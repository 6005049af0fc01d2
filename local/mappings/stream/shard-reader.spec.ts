import { AwsCallError } from '../../wire/aws-client';
import { MemorySource } from '../../../test/support/local/memory-source';
import { ShardReader, type ShardReaderOptions } from './shard-reader';
import type { StreamRecord } from './stream-record';

const never = new AbortController().signal;

function values(records: readonly StreamRecord[]): number[] {
  return records.map(({ sequenceNumber }) => Number(sequenceNumber));
}

describe('ShardReader', () => {
  let source: MemorySource;
  let errors: unknown[];

  beforeEach(() => {
    source = new MemorySource();
    source.addShard('shard');
    errors = [];
  });

  function reader(options: Partial<ShardReaderOptions> = {}): ShardReader {
    return new ShardReader({
      source,
      shardId: 'shard',
      start: { type: 'TRIM_HORIZON' },
      batchSize: 3,
      batchingWindow: 0,
      rest: () => new Promise(setImmediate),
      onError: (error) => errors.push(error),
      ...options,
    });
  }

  function put(...numbers: number[]): void {
    for (const number of numbers) source.put('shard', number);
  }

  it('gives what is there, in batches', async () => {
    const shard = reader();
    put(1, 2, 3, 4, 5);

    expect(values(await shard.nextBatch(never))).toEqual([1, 2, 3]);
    expect(shard.buffered).toBe(2);
    expect(values(await shard.nextBatch(never))).toEqual([4, 5]);
  });

  it('waits for the first record', async () => {
    const rests: (string | undefined)[] = [];
    const shard = reader({
      rest: (after) => {
        rests.push(after);
        if (rests.length === 3) put(7);
        return Promise.resolve();
      },
    });

    expect(values(await shard.nextBatch(never))).toEqual([7]);
    expect(rests).toEqual([undefined, undefined, undefined]);
  });

  it('rests behind the last record it read', async () => {
    const rests: (string | undefined)[] = [];
    const shard = reader({
      rest: (after) => {
        rests.push(after);
        put(2);
        return Promise.resolve();
      },
    });
    put(1);
    await shard.nextBatch(never);
    await shard.nextBatch(never);

    expect(rests).toEqual(['1']);
  });

  it('starts where it is told', async () => {
    put(1, 2);
    const shard = reader({
      start: { type: 'LATEST' },
      rest: () => {
        put(3);
        return Promise.resolve();
      },
    });

    expect(values(await shard.nextBatch(never))).toEqual([3]);
  });

  describe('with a batching window', () => {
    it('waits for a full batch', async () => {
      let next = 2;
      const shard = reader({
        batchingWindow: 60_000,
        rest: () => {
          put(next++);
          return Promise.resolve();
        },
      });
      put(1);

      expect(values(await shard.nextBatch(never))).toEqual([1, 2, 3]);
    });

    it('gives what it has when the window ends', async () => {
      const shard = reader({ batchingWindow: 50 });
      put(1);
      const start = Date.now();

      expect(values(await shard.nextBatch(never))).toEqual([1]);
      expect(Date.now() - start).toBeGreaterThanOrEqual(50);
    });

    it('does not wait at the end of a shard', async () => {
      const shard = reader({ batchingWindow: 60_000 });
      put(1);
      source.closeShard('shard');

      expect(values(await shard.nextBatch(never))).toEqual([1]);
    });
  });

  it('ends with a closed shard when everything has been given', async () => {
    const shard = reader();
    put(1, 2, 3, 4);
    source.closeShard('shard');
    await shard.nextBatch(never);

    expect(shard.ended).toBe(false);
    expect(values(await shard.nextBatch(never))).toEqual([4]);
    expect(shard.ended).toBe(true);
    expect(await shard.nextBatch(never)).toEqual([]);
  });

  it('gives nothing when the signal aborts', async () => {
    const stopping = new AbortController();
    const batch = reader().nextBatch(stopping.signal);
    stopping.abort();

    expect(await batch).toEqual([]);
  });

  it('reports a failed reading and tries again from the same place', async () => {
    const shard = reader();
    put(1);
    await shard.nextBatch(never);
    source.failures = [new Error('connection refused')];
    put(2);

    expect(values(await shard.nextBatch(never))).toEqual([2]);
    expect(errors.map(String)).toEqual(['Error: connection refused']);
    expect(source.positions).toHaveLength(1);
  });

  it('gets a new iterator behind the last record when the old one has expired', async () => {
    const shard = reader();
    put(1);
    await shard.nextBatch(never);
    source.failures = [new AwsCallError('ExpiredIteratorException', 'GetRecords', 'too old')];
    put(2);

    expect(values(await shard.nextBatch(never))).toEqual([2]);
    expect(source.positions).toEqual([
      { type: 'TRIM_HORIZON' },
      { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: '1' },
    ]);
  });

  it('says nothing about calls that fail because it is stopped', async () => {
    const stopping = new AbortController();
    source.failures = [new Error('aborted')];
    const batch = reader().nextBatch(stopping.signal);
    stopping.abort();

    expect(await batch).toEqual([]);
    expect(errors).toEqual([]);
  });
});
