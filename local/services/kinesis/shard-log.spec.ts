import { BEFORE_ALL, sequenceNumber } from './sequence-number';
import { recordBytes, ShardLog, type StoredRecord } from './shard-log';

function record(counter: number, size = 4): StoredRecord {
  return {
    sequenceNumber: sequenceNumber(0, counter, 0),
    arrival: counter * 10,
    partitionKey: 'k',
    data: 'x'.repeat(size),
  };
}

function logOf(...counters: number[]): ShardLog {
  const log = new ShardLog();
  for (const counter of counters) log.append(record(counter));
  return log;
}

const arrivals = (records: readonly StoredRecord[]): number[] => records.map(({ arrival }) => arrival / 10);

describe('ShardLog', () => {
  it('reads from the beginning and says that nothing is left', () => {
    const { records, next } = logOf(1, 2, 3).read(BEFORE_ALL, 10, 1000);
    expect(arrivals(records)).toEqual([1, 2, 3]);
    expect(next).toBeUndefined();
  });

  it('reads after a number that it has, and after one that it has no more', () => {
    const log = logOf(1, 2, 4, 5);
    expect(arrivals(log.read(sequenceNumber(0, 2, 0), 10, 1000).records)).toEqual([4, 5]);
    expect(arrivals(log.read(sequenceNumber(0, 3, 0), 10, 1000).records)).toEqual([4, 5]);
    expect(arrivals(log.read(sequenceNumber(0, 5, 0), 10, 1000).records)).toEqual([]);
  });

  it('stops at the limit and names what comes next', () => {
    const { records, next } = logOf(1, 2, 3).read(BEFORE_ALL, 2, 1000);
    expect(arrivals(records)).toEqual([1, 2]);
    expect(next?.arrival).toBe(30);
  });

  it('stops before the bytes are too many, but gives at least one record', () => {
    const log = new ShardLog();
    for (const counter of [1, 2, 3]) log.append(record(counter, 100));
    expect(arrivals(log.read(BEFORE_ALL, 10, 205).records)).toEqual([1, 2]);
    expect(arrivals(log.read(BEFORE_ALL, 10, 50).records)).toEqual([1]);
  });

  it('finds the first record since a time', () => {
    const log = logOf(1, 2, 3);
    expect(log.firstSince(15)?.arrival).toBe(20);
    expect(log.firstSince(20)?.arrival).toBe(20);
    expect(log.firstSince(31)).toBeUndefined();
  });

  it('drops the oldest and tells what that freed', () => {
    const log = logOf(1, 2);
    expect(log.dropOldest()).toBe(recordBytes(record(1)));
    expect(log.oldest?.arrival).toBe(20);
    log.dropOldest();
    expect(log.oldest).toBeUndefined();
    expect(log.dropOldest()).toBe(0);
    expect(log.read(BEFORE_ALL, 10, 1000).records).toEqual([]);
  });

  it('keeps order and content through compaction', () => {
    const log = new ShardLog();
    for (let counter = 1; counter <= 10_000; counter += 1) log.append(record(counter));
    for (let dropped = 0; dropped < 7000; dropped += 1) log.dropOldest();
    expect(log.oldest?.arrival).toBe(70_010);
    log.append(record(10_001));
    const { records } = log.read(BEFORE_ALL, 10_000, 1_000_000);
    expect(records).toHaveLength(3001);
    expect(records.at(-1)?.arrival).toBe(100_010);
  });
});
