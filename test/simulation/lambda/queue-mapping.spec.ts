import { Faults } from '../faults';
import { FifoQueue } from '../services/fifo-queue';
import { Random } from '../time/random';
import { VirtualTime } from '../time/virtual-time';
import { World } from '../world';
import { QueueMapping } from './queue-mapping';

type Answer = (batch: readonly string[], call: number) => readonly string[];

/** One group of these messages. @param answer the bodies that failed; what it throws fails the invocation */
async function deliver(bodies: readonly string[], answer: Answer) {
  const time = new VirtualTime();
  const world = new World(time, new Random(1), new Faults(new Random(1), { rate: 0, most: 0 }));
  const queue = new FifoQueue(time, { visibility: 54, maxReceives: 3, lookAhead: 100 });
  const batches: string[][] = [];
  const mapping = new QueueMapping(
    world,
    queue,
    async (messages) => {
      batches.push(messages.map(({ body }) => body));
      await time.sleep(5);
      const failed = answer(batches.at(-1) ?? [], batches.length);
      const failures = messages.filter(({ body }) => failed.includes(body));
      return { batchItemFailures: failures.map(({ id }) => ({ itemIdentifier: id })) };
    },
    2,
  );
  for (const body of bodies) queue.send('ann', body, body);
  mapping.run();
  await time.untilRest(1_000);
  return { batches, left: queue.size, dead: queue.dead.map(({ body }) => body) };
}

describe('QueueMapping', () => {
  it('deletes what was taken, and leaves what failed for the next time', async () => {
    const { batches, left } = await deliver(['1', '2'], (_, call) => (call === 1 ? ['2'] : []));
    expect(batches).toEqual([['1', '2'], ['2']]);
    expect(left).toBe(0);
  });

  it('leaves all of a batch whose invocation failed', async () => {
    const { batches, left } = await deliver(['1', '2'], (_, call) => {
      if (call === 1) throw new Error('crash');
      return [];
    });
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
    expect(left).toBe(0);
  });

  it('tries a message as often as its queue lets it', async () => {
    const { batches, dead } = await deliver(['1'], () => ['1']);
    expect(batches).toEqual([['1'], ['1'], ['1']]);
    expect(dead).toEqual(['1']);
  });
});
