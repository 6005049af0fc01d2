import { collectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import { MappingHarness } from '../../../test/support/local/mapping-harness';
import { RecordingInvoker } from '../../../test/support/local/recording-invoker';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { Discard } from './batch';
import type { FailureDestination } from './failure-destination';
import type { FailureSource } from './failure-record';

describe('what a StreamMapping gives up', () => {
  let harness: MappingHarness;

  beforeEach(() => {
    harness = new MappingHarness();
  });

  afterEach(async () => {
    await harness.stop();
  });

  const poison = (): RecordingInvoker =>
    new RecordingInvoker((values) => {
      if (values.includes(2)) throw new Error('poison');
    });

  class MemoryDestination implements FailureDestination {
    readonly sent: [number[], FailureSource][] = [];
    failures = 0;

    send({ batch }: Discard, from: FailureSource): Promise<void> {
      if (this.failures-- > 0) return Promise.reject(new Error('out of order'));
      this.sent.push([batch.records.map(({ sequenceNumber }) => Number(sequenceNumber)), from]);
      return Promise.resolve();
    }

    close(): void {
      // Nothing to close.
    }
  }

  it('goes to the failure destination with what is known of it', async () => {
    const destination = new MemoryDestination();
    harness.put(1, 2, 3);
    await harness.start(poison(), { bisect: true, maximumRetryAttempts: 0 }, { destination });

    await eventually(() => {
      expect(harness.status).toMatchObject({ records: 3, discardedRecords: 1, checkpoint: '3' });
    });
    expect(destination.sent).toEqual([
      [
        [2],
        {
          functionArn: 'arn:function',
          streamArn: harness.source.arn,
          shardId: 'shard',
          batchInfo: 'KinesisBatchInfo',
          requestId: 'request 4',
          error: { errorType: 'poison', errorMessage: 'poison' },
        },
      ],
    ]);
  });

  it('holds the shard until the destination has it', async () => {
    const destination = new MemoryDestination();
    destination.failures = 1;
    const log = collectingLog();
    const invoker = poison();
    harness.put(2);
    await harness.start(invoker, { maximumRetryAttempts: 0 }, { destination, log });
    await eventually(() => {
      expect(log.lines.join('\n')).toContain('the failure destination does not answer: Error: out of order');
    });
    harness.put(3);

    await eventually(() => {
      expect(invoker.batches).toEqual([[2], [3]]);
    });
    expect(destination.sent).toHaveLength(1);
  });

  it('is lost, and said to be, without a destination', async () => {
    const log = collectingLog();
    harness.put(2, 3);
    await harness.start(poison(), { batchSize: 1, maximumRetryAttempts: 0 }, { log });

    await eventually(() => {
      expect(harness.status).toMatchObject({ records: 2, discardedRecords: 1 });
    });
    expect(log.lines).toEqual([
      'warn: Mapping: 1 record(s) given up (RetryAttemptsExhausted), lost, for there is no failure destination',
    ]);
  });

  describe('in time', () => {
    const { pauses } = useVirtualTime();

    it('are records that grow too old while the function fails, however many retries it has', async () => {
      const invoker = new RecordingInvoker(() => {
        throw new Error('down');
      });
      harness.put(1, 2);
      const { reason, batch } = await new Promise<Discard>((resolve) => {
        const destination: FailureDestination = {
          send(discard) {
            resolve(discard);
            return Promise.resolve();
          },
          close: () => undefined,
        };
        void harness.start(invoker, { maximumRecordAge: 60_000 }, { destination });
      });
      const waited = pauses.reduce((sum, pause) => sum + pause, 0);

      expect(reason).toBe('RecordAgeExceeded');
      expect(batch.records.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['1', '2']);
      expect(batch.failures).toBe(invoker.batches.length);
      expect(waited).toBeGreaterThan(60_000);
      expect(waited - (pauses.at(-1) ?? 0)).toBeLessThanOrEqual(60_000);
    });
  });

  it('are records that are too old, which the function never sees', async () => {
    const invoker = new RecordingInvoker();
    harness.source.put('shard', 1, Date.now() - 60_000);
    harness.put(2);
    await harness.start(invoker, { maximumRecordAge: 30_000 });

    await eventually(() => {
      expect(harness.status).toMatchObject({ records: 2, discardedRecords: 1 });
    });
    expect(invoker.batches).toEqual([[2]]);
  });
});
