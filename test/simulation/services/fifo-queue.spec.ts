import { VirtualTime } from '../time/virtual-time';
import { FifoQueue } from './fifo-queue';

const OPTIONS = { visibility: 54, maxReceives: 2, lookAhead: 4 };

describe('FifoQueue', () => {
  let time: VirtualTime;
  let queue: FifoQueue;
  const bodies = (): string[] => queue.receive().map(({ body }) => body);
  const pass = (seconds: number): void => {
    time.now += seconds * 1_000;
  };
  beforeEach(() => {
    time = new VirtualTime();
    queue = new FifoQueue(time, OPTIONS);
  });

  it('gives several messages of a group at once, in order, and no more of it until they are deleted', () => {
    queue.send('ann', '1', 'one');
    queue.send('bob', '2', 'two');
    queue.send('ann', '3', 'three');
    const received = queue.receive();
    expect(received.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    queue.send('ann', '4', 'four');
    expect(bodies()).toEqual([]);
    for (const message of received) queue.delete(message);
    expect(bodies()).toEqual(['four']);
  });

  it('keeps a group waiting behind a message that failed', () => {
    queue.send('ann', '1', 'one');
    queue.send('ann', '2', 'two');
    const [, second] = queue.receive();
    if (second) queue.delete(second);
    expect(bodies()).toEqual([]);
    pass(54);
    expect(bodies()).toEqual(['one']);
  });

  it('swallows a repeat for five minutes, also of what was deleted, within its group alone', () => {
    queue.send('ann', '1', 'one');
    const [message] = queue.receive();
    if (message) queue.delete(message);
    pass(299);
    queue.send('ann', '1', 'one');
    queue.send('bob', '1', 'two');
    expect(bodies()).toEqual(['two']);
    expect(queue.swallowed).toBe(1);
    pass(2);
    queue.send('ann', '1', 'again');
    expect(bodies()).toEqual(['again']);
  });

  it('deletes by the last receipt alone, while the message is hidden', () => {
    queue.send('ann', '1', 'one');
    const [first] = queue.receive();
    pass(54);
    if (first) queue.delete(first);
    expect(queue.size).toBe(1);
    const [second] = queue.receive();
    if (first) queue.delete(first);
    expect(queue.size).toBe(1);
    if (second) queue.delete(second);
    expect(queue.size).toBe(0);
  });

  it('gives up what was received too often, and lets the group go on', () => {
    queue.send('ann', '1', 'one');
    queue.send('ann', '2', 'two');
    const [, second] = queue.receive();
    if (second) queue.delete(second);
    pass(54);
    queue.receive();
    pass(54);
    queue.send('ann', '3', 'three');
    expect(bodies()).toEqual(['three']);
    expect(queue.dead.map(({ body }) => body)).toEqual(['one']);
  });

  it('does not look beyond so many messages for a group that is free', () => {
    queue.send('ann', '0', 'first');
    queue.receive();
    for (const id of ['1', '2', '3']) queue.send('ann', id, id);
    queue.send('bob', '4', 'hidden by the others');
    expect(bodies()).toEqual([]);
  });
});
