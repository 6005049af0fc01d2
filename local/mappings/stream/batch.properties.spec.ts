import fc from 'fast-check';
import { afterInvocation, newBatch, type Batch, type BatchPolicy, type Discard } from './batch';
import type { StreamRecord } from './stream-record';

function records(count: number): StreamRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    sequenceNumber: String(index),
    arrival: 0,
    event: {},
  }));
}

function numbers(batch: { readonly records: readonly StreamRecord[] } | undefined): string[] {
  return batch?.records.map(({ sequenceNumber }) => sequenceNumber) ?? [];
}

/** Runs a batch to its end against a function that can never handle some of its records. */
function runToEnd(
  count: number,
  poison: ReadonlySet<number>,
  policy: BatchPolicy,
  reports: boolean,
): RunResult {
  const result: RunResult = { done: [], discards: [], order: [], invocations: 0 };
  let work: readonly Batch[] = [newBatch(records(count))];
  for (let [head, ...later] = work; head !== undefined; [head, ...later] = work) {
    result.invocations++;
    const index = head.records.findIndex(({ sequenceNumber }) => poison.has(Number(sequenceNumber)));
    const outcome = index < 0 ? 'succeeded' : reports ? 'failed-from' : 'failed';
    const verdict = afterInvocation(
      head,
      outcome === 'failed-from' ? { kind: outcome, index } : { kind: outcome },
      policy,
    );
    result.done.push(...numbers({ records: verdict.done }));
    result.order.push(...numbers({ records: verdict.done }), ...numbers(verdict.discarded?.batch));
    if (verdict.discarded !== undefined) result.discards.push(verdict.discarded);
    work = [...verdict.next, ...later];
  }
  return result;
}

interface RunResult {
  readonly done: string[];
  readonly discards: Discard[];
  /** Everything that was finished, one way or the other, in time. */
  readonly order: string[];
  invocations: number;
}

describe('a batch with records that can never pass', () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 40 }),
    poison: fc
      .uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 6 })
      .map((numbers) => new Set(numbers)),
    maximumRetryAttempts: fc.integer({ min: 0, max: 3 }),
  });

  it('is finished record by record in the order of the stream, whatever the settings', () => {
    fc.assert(
      fc.property(
        cases,
        fc.boolean(),
        fc.boolean(),
        ({ count, poison, maximumRetryAttempts }, bisect, reports) => {
          const policy = { bisect, maximumRetryAttempts, maximumRecordAge: Infinity };
          const { order } = runToEnd(count, poison, policy, reports);

          expect(order).toEqual(numbers({ records: records(count) }));
        },
      ),
    );
  });

  it('loses exactly those records when it is split', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ count, poison, maximumRetryAttempts }, reports) => {
        const policy = { bisect: true, maximumRetryAttempts, maximumRecordAge: Infinity };
        const { done, discards } = runToEnd(count, poison, policy, reports);
        const lost = numbers({ records: records(count) }).filter((number) => poison.has(Number(number)));

        expect(discards.flatMap(({ batch }) => numbers(batch))).toEqual(lost);
        expect(done).toHaveLength(count - lost.length);
      }),
    );
  });

  it('needs no more invocations than splitting and retrying explain', () => {
    fc.assert(
      fc.property(cases, ({ count, poison, maximumRetryAttempts }) => {
        const policy = { bisect: true, maximumRetryAttempts, maximumRecordAge: Infinity };
        const { invocations } = runToEnd(count, poison, policy, false);
        const levels = Math.ceil(Math.log2(count)) + 1;

        expect(invocations).toBeLessThanOrEqual(1 + poison.size * (2 * levels + maximumRetryAttempts + 1));
      }),
    );
  });

  it('is lost as a whole when it is not split, after one invocation and its retries', () => {
    fc.assert(
      fc.property(cases, ({ count, maximumRetryAttempts }) => {
        const policy = { bisect: false, maximumRetryAttempts, maximumRecordAge: Infinity };
        const { discards, invocations } = runToEnd(count, new Set([0]), policy, false);

        expect(discards.map(({ batch }) => batch.records.length)).toEqual([count]);
        expect(invocations).toBe(1 + maximumRetryAttempts);
      }),
    );
  });
});
