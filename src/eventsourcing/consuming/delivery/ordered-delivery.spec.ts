import { labelled, sealed } from '../../../../test/support/box/box.events';
import { commitOf, commitsOf, enveloped } from '../../../../test/support/commit-of';
import { MemoryChannel, type Refuses } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import type { Commit } from '../../log/commit';
import { messageOf } from './channel';
import { OrderedDelivery } from './ordered-delivery';

describe('OrderedDelivery', () => {
  const time = useVirtualTime();
  const logger = new RecordingLogger();
  const oneOf = (ids: string): Commit[] => Array.from(ids).map((id) => commitOf(`shop/box#${id}`, 1, sealed));
  /** @returns the commits that were not sent */
  const deliver = async (channel: MemoryChannel, commits: readonly Commit[]): Promise<Commit[]> => {
    const left = await new OrderedDelivery(channel, logger).deliver(enveloped(commits));
    return [...left].map(({ commit }) => commit);
  };
  const callsOf = ({ calls }: MemoryChannel): Commit[][] =>
    calls.map((messages) => messages.map(({ envelope }) => envelope.commit));

  beforeEach(() => {
    logger.entries.length = 0;
  });

  it('sends nothing for nothing', async () => {
    const channel = new MemoryChannel();
    await expect(deliver(channel, [])).resolves.toEqual([]);
    expect(channel.calls).toEqual([]);
  });

  it('puts one message of each stream into a call', async () => {
    const channel = new MemoryChannel();
    const [a, b] = [commitsOf('shop/box#a', 2, sealed), commitsOf('shop/box#b', 1, sealed)];
    await expect(deliver(channel, [...a, ...b])).resolves.toEqual([]);
    expect(callsOf(channel)).toEqual([[a[0], b[0]], [a[1]]]);
    expect(time.pauses).toEqual([]);
    expect(logger.entries).toEqual([]);
  });

  it('carries the replay id of a commit, and gives back what it was given', async () => {
    const channel = new MemoryChannel(() => true);
    const replay = { commit: commitOf('shop/box#a', 1, sealed), replayId: 'again' };
    const left = await new OrderedDelivery(channel, logger).deliver([replay]);
    expect([...left][0]).toBe(replay);
    expect(JSON.parse(channel.calls[0]?.[0]?.body ?? '')).toEqual(replay);
  });

  it('splits calls at the number of messages that the channel takes', async () => {
    const channel = new MemoryChannel(() => false, { maxCount: 2 });
    const commits = oneOf('abcde');
    await deliver(channel, commits);
    expect(channel.calls.map((messages) => messages.length)).toEqual([2, 2, 1]);
    expect(channel.taken).toEqual(commits);
  });

  it('splits calls at their size in bytes, and lets a single message try', async () => {
    const long = commitOf('shop/box#a', 1, labelled('x'.repeat(2_000)));
    const threeOfThem = 3 * messageOf({ commit: commitOf('shop/box#b', 1, sealed) }).bytes;
    const channel = new MemoryChannel(() => false, { maxBytes: threeOfThem });
    await deliver(channel, [long, ...oneOf('bcde')]);
    expect(channel.calls.map((messages) => messages.length)).toEqual([1, 3, 1]);
  });

  it('has as many calls under way as the channel takes, and no more', async () => {
    for (const maxCalls of [1, 3]) {
      const channel = new MemoryChannel(() => false, { maxCount: 1, maxCalls, answerAfter: nextTurn });
      await deliver(channel, oneOf('abcdefgh'));
      expect(channel.mostCalls).toBe(maxCalls);
    }
  });

  it('goes on with a stream while the calls of others are still under way', async () => {
    const fast = commitsOf('shop/box#a', 3, sealed);
    const [slow] = oneOf('b');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const channel = new MemoryChannel(
      (commit) => {
        if (commit === fast[2]) release();
        return false;
      },
      // The slow one is in the second call.
      { maxCount: 1, answerAfter: (call) => (call === 2 ? held : Promise.resolve()) },
    );
    await deliver(
      channel,
      [...fast, slow].flatMap((commit) => commit ?? []),
    );
    expect(channel.taken).toEqual([...fast, slow]);
  });

  it('sends again what was not taken, before anything later of its stream, and after a pause', async () => {
    const [a, b] = [commitsOf('shop/box#a', 2, sealed), commitsOf('shop/box#b', 1, sealed)];
    const channel = new MemoryChannel((commit, call) => commit === a[0] && call <= 2);
    await expect(deliver(channel, [...a, ...b])).resolves.toEqual([]);
    expect(channel.taken).toEqual([...b, ...a]);
    expect(time.pauses).toEqual([25, 50]);
    expect(logger.messages('warn')).toEqual(['messages not taken', 'messages not taken']);
  });

  it('stops a stream at the message that is never taken, while others go on', async () => {
    const poisoned = commitsOf('shop/box#a', 3, sealed);
    const sound = commitsOf('shop/box#b', 3, sealed);
    const channel = new MemoryChannel((commit) => commit === poisoned[1]);
    await expect(deliver(channel, [...poisoned, ...sound])).resolves.toEqual(poisoned.slice(1));
    expect(channel.taken.filter(({ stream }) => stream === 'shop/box#b')).toEqual(sound);
    const sent = callsOf(channel).flat();
    expect(sent.filter((commit) => commit === poisoned[1])).toHaveLength(4);
    expect(sent).not.toContain(poisoned[2]);
  });

  it('gives every message its own attempts', async () => {
    const commits = commitsOf('shop/box#a', 5, sealed);
    const refuseThreeTimes: Refuses = (_, call) => call % 4 !== 0;
    const channel = new MemoryChannel(refuseThreeTimes);
    await expect(deliver(channel, commits)).resolves.toEqual([]);
    expect(channel.taken).toEqual(commits);
  });

  it('takes a failed call for one in which nothing was taken', async () => {
    const commits = commitsOf('shop/box#a', 2, sealed);
    const channel = new MemoryChannel((_, call) => {
      if (call === 1) throw new Error('throttled');
      return false;
    });
    await expect(deliver(channel, commits)).resolves.toEqual([]);
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
    await expect(deliver(channel, commits)).resolves.toEqual(commits);
    expect(channel.calls).toHaveLength(4);
    expect(time.pauses).toEqual([25, 50, 100]);
  });

  it('begins no call when its function would soon be out of time, and reports what is left', async () => {
    const commits = commitsOf('shop/box#a', 10, sealed);
    const channel = new MemoryChannel(() => {
      time.pass(15_000);
      return false;
    });
    await expect(deliver(channel, commits)).resolves.toEqual(commits.slice(3));
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
