import { filled, labelled, sealed } from '../../../../test/support/box/box.events';
import { commitOf, commitsOf, enveloped } from '../../../../test/support/commit-of';
import { MemoryChannel } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import type { Channel } from './channel';
import { EventBroker } from './event-broker';

describe('EventBroker', () => {
  useVirtualTime();

  const boxes = enveloped([...commitsOf('shop/box#1', 2, sealed), ...commitsOf('shop/box#2', 1, sealed)]);
  const [shelf] = enveloped([commitOf('shop/shelf#1', 1, sealed)]) as [(typeof boxes)[0]];
  const brokerOf = (routes: Record<string, readonly Channel[]>): EventBroker =>
    new EventBroker((type) => (routes[type] ?? []).map((channel) => ({ channel })), new RecordingLogger());
  const takenBy = ({ taken }: MemoryChannel): Set<unknown> => new Set(taken);
  const commitsIn = (envelopes: typeof boxes): Set<unknown> => new Set(envelopes.map(({ commit }) => commit));

  it('sends every commit to the queue of its aggregate type', async () => {
    const [boxQueue, shelfQueue] = [new MemoryChannel(), new MemoryChannel()];
    const broker = brokerOf({ 'shop/box': [boxQueue], 'shop/shelf': [shelfQueue] });
    await expect(broker.route([shelf, ...boxes])).resolves.toEqual(new Set());
    expect(boxQueue.taken).toHaveLength(3);
    expect(takenBy(boxQueue)).toEqual(commitsIn(boxes));
    expect(shelfQueue.taken).toEqual([shelf.commit]);
  });

  it('sends a commit to everyone who follows its type', async () => {
    const [own, foreign] = [new MemoryChannel(), new MemoryChannel()];
    await expect(brokerOf({ 'shop/box': [own, foreign] }).route(boxes)).resolves.toEqual(new Set());
    expect([takenBy(own), takenBy(foreign)]).toEqual([commitsIn(boxes), commitsIn(boxes)]);
  });

  it('sends a queue what its consumers handle, and each milestone', async () => {
    const queue = new MemoryChannel();
    const handles = new Set(['shop/box/filled']);
    const broker = new EventBroker(() => [{ channel: queue, handles }], new RecordingLogger());
    const labels = Array.from({ length: 250 }, (_, index) => labelled(`label ${index}`));
    const commits = [
      commitOf('shop/box#1', 1, sealed),
      commitOf('shop/box#1', 2, sealed, filled('car')),
      commitOf('shop/box#1', 4, ...labels.slice(0, 96)),
      commitOf('shop/box#1', 100, sealed),
      commitOf('shop/box#1', 101, ...labels),
      commitOf('shop/box#2', 1, sealed),
    ];
    await expect(broker.route(enveloped(commits))).resolves.toEqual(new Set());
    expect(queue.taken.map(({ stream, version }) => [stream, version])).toEqual([
      ['shop/box#1', 2],
      ['shop/box#1', 100],
      ['shop/box#1', 101],
    ]);
  });

  it('fills the calls of a queue that several types share', async () => {
    const shared = new MemoryChannel();
    await brokerOf({ 'shop/box': [shared], 'shop/shelf': [shared] }).route([shelf, ...boxes]);
    expect(shared.calls.map((messages) => messages.length)).toEqual([3, 1]);
  });

  it('reports what one queue did not take while the others go on', async () => {
    const [broken, sound] = [new MemoryChannel(() => true), new MemoryChannel()];
    const broker = brokerOf({ 'shop/box': [broken], 'shop/shelf': [sound] });
    await expect(broker.route([...boxes, shelf])).resolves.toEqual(new Set(boxes));
    expect(sound.taken).toEqual([shelf.commit]);
  });

  it('reports a commit that one of its queues took and the other did not', async () => {
    const [sound, broken] = [new MemoryChannel(), new MemoryChannel(({ stream }) => stream === 'shop/box#2')];
    const left = await brokerOf({ 'shop/box': [sound, broken] }).route(boxes);
    expect(left).toEqual(new Set(boxes.slice(2)));
    expect(sound.taken).toHaveLength(3);
  });

  it('takes an aggregate that nobody follows for no error, and says so once', async () => {
    const logger = new RecordingLogger();
    const subscriptionsTo = jest.fn(() => []);
    const broker = new EventBroker(subscriptionsTo, logger);
    await expect(broker.route(boxes)).resolves.toEqual(new Set());
    await expect(broker.route(boxes)).resolves.toEqual(new Set());
    expect(logger.entries).toEqual([
      { level: 'info', message: 'nobody follows this aggregate', fields: { type: 'shop/box' } },
    ]);
    expect(subscriptionsTo).toHaveBeenCalledTimes(1);
  });

  it('has nothing to do for nothing', async () => {
    await expect(brokerOf({}).route([])).resolves.toEqual(new Set());
  });
});
