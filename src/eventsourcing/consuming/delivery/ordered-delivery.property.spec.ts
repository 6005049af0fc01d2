import fc from 'fast-check';
import { MemoryChannel } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { labelled } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import { groupBy } from '../../../kernel/group-by';
import type { Commit } from '../../log/commit';
import { messageOf } from './channel';
import { OrderedDelivery } from './ordered-delivery';

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

/** What the channel does with the messages that it sees, one after the other, and takes them all afterwards. */
const fates = fc.array(fc.constantFrom('take', 'refuse', 'refuse', 'fail'), { maxLength: 60 });

describe('OrderedDelivery, whatever fails in part', () => {
  useVirtualTime();

  it('sends each stream in order and without holes, and returns exactly the rest', async () => {
    await fc.assert(
      fc.asyncProperty(
        commits,
        fates,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 300, max: 2_000 }),
        async (batch, plan, maxCount, maxBytes) => {
          const fate = plan.values();
          const channel = new MemoryChannel(
            () => {
              const { value } = fate.next();
              if (value === 'fail') throw new Error('call failed');
              return value === 'refuse';
            },
            maxCount,
            maxBytes,
          );

          const left = await new OrderedDelivery(channel, new RecordingLogger()).deliver(batch);

          const streamOf = ({ stream }: Commit): string => stream;
          const taken = groupBy(channel.taken, streamOf);
          for (const [stream, all] of groupBy(batch, streamOf)) {
            const sent = taken.get(stream) ?? [];
            expect(sent).toEqual(all.slice(0, sent.length));
            expect(all.filter((commit) => left.has(commit))).toEqual(all.slice(sent.length));
          }
          expect(left.size + channel.taken.length).toBe(batch.length);
          if (!plan.some((each) => each !== 'take')) expect(left.size).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps within the limits of a call, with one message of a stream in it', async () => {
    await fc.assert(
      fc.asyncProperty(commits, fc.integer({ min: 1, max: 4 }), async (batch, maxCount) => {
        const channel = new MemoryChannel(() => false, maxCount, 700);
        await new OrderedDelivery(channel, new RecordingLogger()).deliver(batch);
        for (const call of channel.calls) {
          expect(call.length).toBeLessThanOrEqual(maxCount);
          expect(new Set(call.map(({ commit }) => commit.stream)).size).toBe(call.length);
          const bytes = call.reduce((sum, { commit }) => sum + messageOf(commit).bytes, 0);
          expect(call.length === 1 || bytes <= 700).toBe(true);
        }
      }),
    );
  });
});
