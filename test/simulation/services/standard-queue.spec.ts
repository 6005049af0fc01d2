import { Faults } from '../faults';
import { Random } from '../time/random';
import { VirtualTime } from '../time/virtual-time';
import { World } from '../world';
import { StandardQueue } from './standard-queue';

function queueWith(rate: number): { queue: StandardQueue; time: VirtualTime } {
  const time = new VirtualTime();
  const world = new World(time, new Random(5), new Faults(new Random(5), { rate, most: Infinity }));
  return { time, queue: new StandardQueue(world, { visibility: 450, maxReceives: 3 }) };
}

describe('StandardQueue', () => {
  it('gives messages in any order, each of them once while all goes well', () => {
    const { queue } = queueWith(0);
    const sent = Array.from({ length: 30 }, (_, index) => String(index));
    for (const body of sent) queue.send(body);
    const received: string[] = [];
    for (let left = queue.receive(); left.length > 0; left = queue.receive()) {
      received.push(...left.map(({ body }) => body));
      for (const message of left) queue.delete(message);
    }
    expect(received).not.toEqual(sent);
    expect(received.toSorted((a, b) => Number(a) - Number(b))).toEqual(sent);
  });

  it('gives a message to two, now and then', () => {
    const { queue, time } = queueWith(1);
    queue.send('one');
    expect(queue.receive()).toHaveLength(1);
    time.now += 20;
    expect(queue.receive()).toMatchObject([{ body: 'one', receives: 2 }]);
  });

  it('hides what was postponed, and gives up what was received too often', () => {
    const { queue, time } = queueWith(0);
    queue.send('one');
    for (const seconds of [1, 20, 300]) {
      const [message] = queue.receive();
      queue.postpone(message?.id ?? '', seconds);
      time.now += seconds * 1_000 - 1;
      expect(queue.receive()).toEqual([]);
      time.now += 1;
    }
    expect(queue.receive()).toEqual([]);
    expect(queue.dead).toMatchObject([{ body: 'one', receives: 3 }]);
    expect(() => {
      queue.postpone('message-1', 1);
    }).toThrow('This message is gone.');
  });
});
