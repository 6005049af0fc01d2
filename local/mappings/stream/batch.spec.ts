import { afterInvocation, expire, newBatch, retryDelay, type Batch, type BatchPolicy } from './batch';
import type { StreamRecord } from './stream-record';

const forEver: BatchPolicy = { bisect: false, maximumRetryAttempts: Infinity, maximumRecordAge: Infinity };

function records(count: number, arrival: (index: number) => number = () => 0): StreamRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    sequenceNumber: String(index),
    arrival: arrival(index),
    event: {},
  }));
}

function numbers(batch: { readonly records: readonly StreamRecord[] } | undefined): string[] {
  return batch?.records.map(({ sequenceNumber }) => sequenceNumber) ?? [];
}

describe('afterInvocation', () => {
  it('is done with a batch that succeeded', () => {
    const batch = newBatch(records(3));

    expect(afterInvocation(batch, { kind: 'succeeded' }, forEver)).toEqual({
      done: batch.records,
      next: [],
      delay: 0,
    });
  });

  describe('when the function failed', () => {
    it('tries the same batch again, waiting longer each time', () => {
      const first = afterInvocation(newBatch(records(2)), { kind: 'failed' }, forEver);
      const [again] = first.next;
      const second = again && afterInvocation(again, { kind: 'failed' }, forEver);

      expect(first).toMatchObject({ done: [], next: [{ failures: 1, invocations: 1 }], delay: 100 });
      expect(second).toMatchObject({ done: [], next: [{ failures: 2, invocations: 2 }], delay: 200 });
      expect(numbers(second?.next[0])).toEqual(['0', '1']);
    });

    it('gives the batch up after the retries, having been invoked once more than that', () => {
      const policy = { ...forEver, maximumRetryAttempts: 2 };
      const batch: Batch = { records: records(2), failures: 2, invocations: 2 };
      const verdict = afterInvocation(batch, { kind: 'failed' }, policy);

      expect(verdict).toMatchObject({
        done: [],
        next: [],
        discarded: { reason: 'RetryAttemptsExhausted' },
        delay: 0,
      });
      expect(verdict.discarded?.batch.invocations).toBe(3);
    });

    it('gives up at once with no retries allowed', () => {
      const verdict = afterInvocation(
        newBatch(records(1)),
        { kind: 'failed' },
        { ...forEver, maximumRetryAttempts: 0 },
      );

      expect(numbers(verdict.discarded?.batch)).toEqual(['0']);
    });

    it('splits in two where the mapping says so, without using up a retry', () => {
      const policy = { ...forEver, bisect: true, maximumRetryAttempts: 0 };
      const verdict = afterInvocation(newBatch(records(5)), { kind: 'failed' }, policy);

      expect(verdict.next.map(numbers)).toEqual([
        ['0', '1', '2'],
        ['3', '4'],
      ]);
      expect(verdict.next.map(({ failures }) => failures)).toEqual([0, 0]);
      expect(verdict).toMatchObject({ done: [], delay: 0 });
      expect(verdict.discarded).toBeUndefined();
    });

    it('retries a batch of one, which cannot be split', () => {
      const verdict = afterInvocation(newBatch(records(1)), { kind: 'failed' }, { ...forEver, bisect: true });

      expect(verdict).toMatchObject({ next: [{ failures: 1 }], delay: 100 });
    });
  });

  describe('when the function reported a failure', () => {
    it('goes on from the lowest one with all retries', () => {
      const batch: Batch = { records: records(4), failures: 3, invocations: 3 };
      const verdict = afterInvocation(batch, { kind: 'failed-from', index: 2 }, forEver);

      expect(numbers({ records: verdict.done })).toEqual(['0', '1']);
      expect(verdict.next.map(numbers)).toEqual([['2', '3']]);
      expect(verdict.next[0]).toMatchObject({ failures: 0, invocations: 4 });
      expect(verdict.delay).toBe(100);
    });

    it('is a failure of all when it is the first record', () => {
      const whole = afterInvocation(newBatch(records(4)), { kind: 'failed-from', index: 0 }, forEver);
      const split = afterInvocation(
        newBatch(records(4)),
        { kind: 'failed-from', index: 0 },
        { ...forEver, bisect: true },
      );

      expect(whole.next).toMatchObject([{ failures: 1 }]);
      expect(split.next.map(numbers)).toEqual([
        ['0', '1'],
        ['2', '3'],
      ]);
    });
  });

  describe('when the event was too large', () => {
    it('splits it whatever the mapping says', () => {
      const verdict = afterInvocation(newBatch(records(3)), { kind: 'too-large' }, forEver);

      expect(verdict.next.map(numbers)).toEqual([['0', '1'], ['2']]);
    });

    it('gives up a single record, which no retry makes smaller', () => {
      const verdict = afterInvocation(newBatch(records(1)), { kind: 'too-large' }, forEver);

      expect(numbers(verdict.discarded?.batch)).toEqual(['0']);
    });
  });
});

describe('expire', () => {
  const policy = { ...forEver, maximumRecordAge: 1_000 };
  const batch = newBatch(records(4, (index) => index * 500));

  it('leaves fresh records alone', () => {
    expect(expire(batch, policy, 1_000)).toEqual({ rest: batch });
    expect(expire(batch, forEver, 1e12)).toEqual({ rest: batch });
  });

  it('separates those that are too old', () => {
    const { expired, rest } = expire(batch, policy, 1_501);

    expect(expired?.reason).toBe('RecordAgeExceeded');
    expect(numbers(expired?.batch)).toEqual(['0', '1']);
    expect(numbers(rest)).toEqual(['2', '3']);
  });

  it('leaves nothing when all are too old', () => {
    const { expired, rest } = expire(batch, policy, 10_000);

    expect(numbers(expired?.batch)).toEqual(['0', '1', '2', '3']);
    expect(rest).toBeUndefined();
  });
});

describe('retryDelay', () => {
  it('doubles up to ten seconds', () => {
    expect([1, 2, 3, 7, 8, 100].map(retryDelay)).toEqual([100, 200, 400, 6_400, 10_000, 10_000]);
  });
});
