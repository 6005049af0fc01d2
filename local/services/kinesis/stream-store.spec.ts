import { AwsError } from '../aws-json/aws-error';
import type { KinesisStream } from './kinesis-stream';
import { BEFORE_ALL } from './sequence-number';
import { StreamStore } from './stream-store';

const HOUR = 60 * 60 * 1000;

function settings(name: string, shardCount = 1): KinesisStream['settings'] {
  return { name, shardCount, mode: 'PROVISIONED', maxRecordBytes: 1024 };
}

function put(store: StreamStore, name: string, data = 'ZGF0YQ==', partitionKey = 'key'): string {
  return store.append(store.get(name), { partitionKey, data, explicitHashKey: undefined }).record
    .sequenceNumber;
}

function retained(store: StreamStore, name: string): number {
  return store.get(name).shards.flatMap(({ log }) => log.read(BEFORE_ALL, 1e6, 1e9).records).length;
}

describe('StreamStore', () => {
  it('refuses a second stream of a name, and one that is not there', () => {
    const store = new StreamStore();
    store.create(settings('Events'));
    expect(() => {
      store.create(settings('Events'));
    }).toThrow(AwsError);
    expect(() => store.get('Other')).toThrow('Stream Other not found.');
  });

  it('gives numbers that rise over all shards', () => {
    const store = new StreamStore();
    store.create(settings('Events', 4));
    const numbers = Array.from({ length: 50 }, (_, index) => put(store, 'Events', 'eA==', `key ${index}`));
    expect(numbers).toEqual([...numbers].sort());
    expect(new Set(numbers).size).toBe(50);
  });

  it('puts one key always in one shard', () => {
    const store = new StreamStore();
    store.create(settings('Events', 8));
    for (let index = 0; index < 10; index += 1) put(store, 'Events', 'eA==', 'one key');
    const filled = store.get('Events').shards.filter(({ log }) => log.oldest !== undefined);
    expect(filled).toHaveLength(1);
  });

  it('drops records after their time, both when appending and when told before reading', () => {
    let now = Date.UTC(2026, 0, 1);
    const store = new StreamStore({ maxAge: 24 * HOUR, maxBytes: 1e9 }, () => now);
    store.create(settings('Events'));
    put(store, 'Events');
    now += 23 * HOUR;
    put(store, 'Events');
    expect(retained(store, 'Events')).toBe(2);
    now += 2 * HOUR;
    put(store, 'Events');
    expect(retained(store, 'Events')).toBe(2);
    now += 25 * HOUR;
    const stream = store.get('Events');
    for (const shard of stream.shards) store.dropExpired(stream, shard);
    expect(retained(store, 'Events')).toBe(0);
  });

  it('bounds the bytes of all streams together, dropping the oldest of any', () => {
    let now = 0;
    const store = new StreamStore({ maxAge: HOUR, maxBytes: 1000 }, () => (now += 1));
    store.create(settings('Old', 2));
    store.create(settings('New'));
    for (let index = 0; index < 9; index += 1) put(store, 'Old', 'x'.repeat(97), `k-${index}`);
    for (let index = 0; index < 5; index += 1) put(store, 'New', 'x'.repeat(97), `k-${index}`);
    expect(retained(store, 'Old')).toBe(5);
    expect(retained(store, 'New')).toBe(5);
  });

  it('forgets the bytes of a stream that is deleted', () => {
    const store = new StreamStore({ maxAge: HOUR, maxBytes: 1000 });
    store.create(settings('Gone'));
    for (let index = 0; index < 9; index += 1) put(store, 'Gone', 'x'.repeat(97));
    store.delete('Gone');
    store.create(settings('Here'));
    for (let index = 0; index < 9; index += 1) put(store, 'Here', 'x'.repeat(97));
    expect(retained(store, 'Here')).toBe(9);
    expect(store.names()).toEqual(['Here']);
  });

  it('appends and reads as fast with 200,000 records as with few', () => {
    const store = new StreamStore();
    store.create(settings('Events', 2));
    const batch = (size: number): number => {
      const begin = performance.now();
      for (let index = 0; index < size; index += 1) {
        const after = put(store, 'Events', 'eA==', String(index));
        for (const { log } of store.get('Events').shards) log.read(after, 10, 1e6);
      }
      return (performance.now() - begin) / size;
    };
    batch(2000); // compiled now
    const few = batch(2000);
    for (let index = 0; index < 200_000; index += 1) put(store, 'Events', 'eA==', String(index));
    const many = batch(2000);
    expect(many).toBeLessThan(Math.max(few * 5, 0.1));
  });

  describe('waitForRecords', () => {
    const signal = AbortSignal.timeout(10_000);

    it('resolves at once when there is something to read', async () => {
      const store = new StreamStore();
      store.create(settings('Events'));
      put(store, 'Events');
      await expect(store.waitForRecords('Events', BEFORE_ALL, signal)).resolves.toBeUndefined();
    });

    it('resolves with the next record, and not with one of another stream', async () => {
      const store = new StreamStore();
      store.create(settings('Events'));
      store.create(settings('Other'));
      const last = put(store, 'Events');
      let woken = false;
      const waiting = store.waitForRecords('Events', last, signal).then(() => (woken = true));
      put(store, 'Other');
      await new Promise(setImmediate);
      expect(woken).toBe(false);
      put(store, 'Events');
      await expect(waiting).resolves.toBe(true);
    });

    it('rejects when it is aborted, and when the stream is deleted', async () => {
      const store = new StreamStore();
      store.create(settings('Events'));
      const abort = new AbortController();
      const aborted = store.waitForRecords('Events', BEFORE_ALL, abort.signal);
      const deleted = store.waitForRecords('Events', BEFORE_ALL, signal);
      abort.abort();
      store.delete('Events');
      await expect(aborted).rejects.toHaveProperty('name', 'AbortError');
      await expect(deleted).rejects.toThrow('Stream Events not found.');
    });

    it('rejects for a stream of several shards, also when it is split meanwhile', async () => {
      const store = new StreamStore();
      store.create(settings('Events'));
      const stream = store.get('Events');
      const waiting = store.waitForRecords('Events', BEFORE_ALL, signal);
      store.reshard(stream, (now) => {
        stream.split(stream.openShardOf(0n), 5n, now);
      });
      await expect(waiting).rejects.toThrow('Stream Events has 3 shards.');
    });
  });
});
