import { collectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import { MappingHarness } from '../../../test/support/local/mapping-harness';
import { RecordingInvoker } from '../../../test/support/local/recording-invoker';

describe('StreamMapping', () => {
  let harness: MappingHarness;

  beforeEach(() => {
    harness = new MappingHarness();
  });

  afterEach(async () => {
    await harness.stop();
  });

  it('hands records over in order and moves on', async () => {
    const invoker = new RecordingInvoker();
    harness.put(1, 2, 3);
    await harness.start(invoker, { batchSize: 2 });

    await eventually(() => {
      expect(invoker.batches).toEqual([[1, 2], [3]]);
    });
    harness.put(4);
    await eventually(() => {
      expect(harness.status).toMatchObject({
        checkpoint: '4',
        pending: 0,
        batches: 3,
        records: 4,
        failedBatches: 0,
      });
    });
  });

  it('never runs two batches of a shard at a time', async () => {
    let running = 0;
    let most = 0;
    const invoker = new RecordingInvoker(async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    });
    harness.put(1, 2, 3, 4, 5);
    await harness.start(invoker, { batchSize: 1 });

    await eventually(() => {
      expect(harness.status?.records).toBe(5);
    });
    expect(most).toBe(1);
  });

  it('tries a failed batch at once when it is asked to, however long its pause has become', async () => {
    let failures = 6;
    const invoker = new RecordingInvoker(() => {
      if (failures-- > 0) throw new Error('not yet');
    });
    harness.put(1);
    await harness.start(invoker);

    // The pauses of six failures add up to more than 6 s.
    await eventually(async () => {
      await harness.retryNow();
      expect(harness.status).toMatchObject({ records: 1 });
    }, 3_000);
  });

  it('tries a failed batch again before anything later', async () => {
    let failures = 2;
    const invoker = new RecordingInvoker(() => {
      if (failures-- > 0) throw new Error('not yet');
    });
    harness.put(1, 2, 3);
    await harness.start(invoker, { batchSize: 2 });

    await eventually(() => {
      expect(invoker.batches).toEqual([[1, 2], [1, 2], [1, 2], [3]]);
      expect(harness.status).toMatchObject({ failedBatches: 2, checkpoint: '3' });
    });
  });

  it('shows a batch that is being retried', async () => {
    const invoker = new RecordingInvoker(() => {
      throw new Error('never');
    });
    harness.source.put('shard', 1, Date.now() - 5_000);
    await harness.start(invoker);

    await eventually(() => {
      expect(harness.status).toMatchObject({ checkpoint: undefined, pending: 1, retries: 1 });
      expect(harness.status?.iteratorAge).toBeGreaterThanOrEqual(5_000);
    });
  });

  it('goes on from the reported record', async () => {
    let refuse = true;
    const invoker = new RecordingInvoker((values) => {
      const failed = refuse && values.includes(3);
      refuse = false;
      return { batchItemFailures: failed ? [{ itemIdentifier: '3' }] : [] };
    });
    harness.put(1, 2, 3, 4);
    await harness.start(invoker, { reportsFailures: true });

    await eventually(() => {
      expect(invoker.batches).toEqual([
        [1, 2, 3, 4],
        [3, 4],
      ]);
      expect(harness.status).toMatchObject({ records: 4, pending: 0 });
    });
  });

  describe('a shard that was split', () => {
    it('is read to its end before its children, which are read from their beginning', async () => {
      const invoker = new RecordingInvoker();
      harness.source.addShard('left', ['shard']);
      harness.source.addShard('right', ['shard']);
      harness.put(1);
      harness.source.put('left', 2);
      harness.source.put('right', 3);
      await harness.start(invoker);
      await eventually(() => {
        expect(invoker.batches).toEqual([[1]]);
      });
      harness.put(4);
      harness.source.closeShard('shard');

      await eventually(() => {
        expect(invoker.batches.slice(0, 2)).toEqual([[1], [4]]);
        expect(invoker.batches.slice(2).sort()).toEqual([[2], [3]]);
      });
    });

    it('does not hold its children back when it is no longer kept', async () => {
      const invoker = new RecordingInvoker();
      harness.source.addShard('child', ['long gone']);
      harness.source.put('child', 5);
      await harness.start(invoker);

      await eventually(() => {
        expect(invoker.batches).toEqual([[5]]);
      });
    });
  });

  it('says when the stream cannot be read, and goes on', async () => {
    const log = collectingLog();
    const invoker = new RecordingInvoker();
    harness.source.failures = [new Error('connection refused')];
    harness.put(1);
    await harness.start(invoker, {}, { log });

    await eventually(() => {
      expect(invoker.batches).toEqual([[1]]);
    });
    expect(log.lines.join()).toContain('cannot be read, trying again: Error: connection refused');
  });

  it('closes its source when it stops, and handles nothing any more', async () => {
    const invoker = new RecordingInvoker();
    await harness.start(invoker);
    await harness.stop();
    harness.put(1);
    await new Promise(setImmediate);

    expect(harness.source.closed).toBe(true);
    expect(invoker.batches).toEqual([]);
  });
});
