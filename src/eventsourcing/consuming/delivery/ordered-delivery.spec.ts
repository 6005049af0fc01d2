import { MemoryChannel, type Refuses } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { labelled, sealed } from '../../../../test/support/box/box.events';
import { commitOf, commitsOf } from '../../../../test/support/commit-of';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import { messageOf } from './channel';
import { OrderedDelivery } from './ordered-delivery';

describe('OrderedDelivery', () => {
  const time = useVirtualTime();
  const logger = new RecordingLogger();
  const deliveryTo = (channel: MemoryChannel): OrderedDelivery => new OrderedDelivery(channel, logger);

  beforeEach(() => {
    logger.entries.length = 0;
  });

  it('sends nothing for nothing', async () => {
    const channel = new MemoryChannel();
    await expect(deliveryTo(channel).deliver([])).resolves.toEqual(new Set());
    expect(channel.calls).toEqual([]);
  });

  it('puts one message of each stream into a call', async () => {
    const channel = new MemoryChannel();
    const [a1, a2, b1] = [...commitsOf('shop/box#a', 2, sealed), ...commitsOf('shop/box#b', 1, sealed)];
    await expect(deliveryTo(channel).deliver([a1, a2, b1].flatMap((c) => c ?? []))).resolves.toEqual(
      new Set(),
    );
    const calls = channel.calls.map((messages) => messages.map(({ commit }) => commit));
    expect(calls).toEqual([[a1, b1], [a2]]);
    expect(time.pauses).toEqual([]);
    expect(logger.entries).toEqual([]);
  });

  it('splits calls at the number of messages that the channel takes', async () => {
    const channel = new MemoryChannel(() => false, 2);
    const commits = ['a', 'b', 'c', 'd', 'e'].map((id) => commitOf(`shop/box#${id}`, 1, sealed));
    await deliveryTo(channel).deliver(commits);
    expect(channel.calls.map((messages) => messages.length)).toEqual([2, 2, 1]);
    expect(channel.taken).toEqual(commits);
  });

  it('splits calls at their size in bytes, and lets a single message try', async () => {
    const long = commitOf('shop/box#a', 1, labelled('x'.repeat(2_000)));
    const short = ['b', 'c', 'd', 'e'].map((id) => commitOf(`shop/box#${id}`, 1, sealed));
    const threeOfThem = 3 * messageOf(commitOf('shop/box#b', 1, sealed)).bytes;
    const channel = new MemoryChannel(() => false, 10, threeOfThem);
    await deliveryTo(channel).deliver([long, ...short]);
    expect(channel.calls.map((messages) => messages.length)).toEqual([1, 3, 1]);
  });

  it('sends again what was not taken, before anything later of its stream, and after a pause', async () => {
    const [a1, a2] = commitsOf('shop/box#a', 2, sealed);
    const b1 = commitOf('shop/box#b', 1, sealed);
    const channel = new MemoryChannel((commit, call) => commit === a1 && call <= 2);
    const left = await deliveryTo(channel).deliver([a1, a2, b1].flatMap((c) => c ?? []));
    expect(left).toEqual(new Set());
    expect(channel.taken).toEqual([b1, a1, a2]);
    expect(time.pauses).toEqual([25, 50]);
    expect(logger.messages('warn')).toEqual(['messages not taken', 'messages not taken']);
  });

  it('stops a stream at the message that is never taken, while others go on', async () => {
    const poisoned = commitsOf('shop/box#a', 3, sealed);
    const sound = commitsOf('shop/box#b', 3, sealed);
    const channel = new MemoryChannel((commit) => commit === poisoned[1]);
    const left = await deliveryTo(channel).deliver([...poisoned, ...sound]);
    expect(left).toEqual(new Set(poisoned.slice(1)));
    expect(channel.taken.filter(({ stream }) => stream === 'shop/box#b')).toEqual(sound);
    expect(channel.calls.flat().filter(({ commit }) => commit === poisoned[1])).toHaveLength(4);
    expect(channel.calls.flat().map(({ commit }) => commit)).not.toContain(poisoned[2]);
  });

  it('gives every message its own attempts', async () => {
    const commits = commitsOf('shop/box#a', 5, sealed);
    const refuseThreeTimes: Refuses = (_, call) => call % 4 !== 0;
    const channel = new MemoryChannel(refuseThreeTimes);
    await expect(deliveryTo(channel).deliver(commits)).resolves.toEqual(new Set());
    expect(channel.taken).toEqual(commits);
  });

  it('takes a failed call for one in which nothing was taken', async () => {
    const commits = commitsOf('shop/box#a', 2, sealed);
    const channel = new MemoryChannel((_, call) => {
      if (call === 1) throw new Error('throttled');
      return false;
    });
    await expect(deliveryTo(channel).deliver(commits)).resolves.toEqual(new Set());
    expect(channel.taken).toEqual(commits);
    expect(logger.entries[0]).toEqual({
      level: 'warn',
      message: 'delivery failed',
      fields: { messages: 1, error: new Error('throttled') },
    });
  });

  it('gives up on a channel that always fails, with everything left', async () => {
    const commits = commitsOf('shop/box#a', 2, sealed);
    const channel = new MemoryChannel(() => {
      throw new Error('gone');
    });
    await expect(deliveryTo(channel).deliver(commits)).resolves.toEqual(new Set(commits));
    expect(channel.calls).toHaveLength(4);
    expect(time.pauses).toEqual([25, 50, 100]);
  });
});
