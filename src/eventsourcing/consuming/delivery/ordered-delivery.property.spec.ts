import fc from 'fast-check';
import { labelled } from '../../../../test/support/box/box.events';
import { commitOf, enveloped } from '../../../../test/support/commit-of';
import { MemoryChannel } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import { groupBy } from '../../../kernel/group-by';
import type { Commit } from '../../log/commit';
import { OrderedDelivery } from './ordered-delivery';

const ATTEMPTS = 4;

/** Commits of up to five streams, interleaved at random, of different sizes. */
const commits = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 300 })), {
    maxLength: 40,
  })
  .map((picks) => {
    const versions = new Map<string, number>();
    return picks.map(([id, size]) => {
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      return commitOf(`shop/box#${id}`, version, labelled('x'.repeat(size)));
    });
  });

/** What the channel does with the messages that it answers, one after the other, and takes them all afterwards. */
const fates = fc.array(fc.constantFrom('take', 'refuse', 'refuse', 'fail'), { maxLength: 60 });

const limits = fc.record({
  maxCount: fc.integer({ min: 1, max: 4 }),
  maxBytes: fc.integer({ min: 300, max: 2_000 }),
  maxCalls: fc.integer({ min: 1, max: 5 }),
});

/** Calls are answered in any order. */
describe('OrderedDelivery, whatever fails in part', () => {
  useVirtualTime();

  it('sends each stream in order and without holes, and returns exactly the rest', async () => {
    await fc.assert(
      fc.asyncProperty(commits, fates, limits, fc.scheduler(), async (batch, plan, channelLimits, turns) => {
        const fate = plan.values();
        const refuses = (): boolean => {
          const { value } = fate.next();
          if (value === 'fail') throw new Error('call failed');
          return value === 'refuse';
        };
        const answerAfter = (): Promise<void> => turns.schedule(Promise.resolve());
        const channel = new MemoryChannel(refuses, { ...channelLimits, answerAfter });

        const delivered = new OrderedDelivery(channel, new RecordingLogger()).deliver(enveloped(batch));
        const left = new Set([...(await turns.waitFor(delivered))].map(({ commit }) => commit));

        const streamOf = ({ stream }: Commit): string => stream;
        const taken = groupBy(channel.taken, streamOf);
        for (const [stream, all] of groupBy(batch, streamOf)) {
          const sent = taken.get(stream) ?? [];
          expect(sent).toEqual(all.slice(0, sent.length));
          expect(all.filter((commit) => left.has(commit))).toEqual(all.slice(sent.length));
        }
        expect(left.size + channel.taken.length).toBe(batch.length);
        if (!plan.some((each) => each !== 'take')) expect(left.size).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps within the limits, with one message of a stream under way and a bounded number of attempts', async () => {
    await fc.assert(
      fc.asyncProperty(commits, fates, limits, fc.scheduler(), async (batch, plan, channelLimits, turns) => {
        const fate = plan.values();
        const answerAfter = (): Promise<void> => turns.schedule(Promise.resolve());
        const channel = new MemoryChannel(() => fate.next().value === 'refuse', {
          ...channelLimits,
          answerAfter,
        });
        await turns.waitFor(new OrderedDelivery(channel, new RecordingLogger()).deliver(enveloped(batch)));

        expect(channel.overlaps).toEqual([]);
        expect(channel.mostCalls).toBeLessThanOrEqual(channelLimits.maxCalls);
        for (const call of channel.calls) {
          expect(call.length).toBeLessThanOrEqual(channelLimits.maxCount);
          const bytes = call.reduce((sum, message) => sum + message.bytes, 0);
          expect(call.length === 1 || bytes <= channelLimits.maxBytes).toBe(true);
        }
        const attempts = groupBy(channel.calls.flat(), ({ envelope }) => envelope.commit);
        for (const sent of attempts.values()) expect(sent.length).toBeLessThanOrEqual(ATTEMPTS);
      }),
    );
  });
});
