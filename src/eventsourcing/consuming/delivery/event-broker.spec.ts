import { MemoryChannel } from '../../../../test/support/memory/memory-channel';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { sealed } from '../../../../test/support/box/box.events';
import { commitOf, commitsOf } from '../../../../test/support/commit-of';
import { useVirtualTime } from '../../../../test/support/virtual-time';
import { EventBroker } from './event-broker';

describe('EventBroker', () => {
  useVirtualTime();

  it('sends every commit to the queue of its aggregate type', async () => {
    const queues = new Map([
      ['shop/box', new MemoryChannel()],
      ['shop/shelf', new MemoryChannel()],
    ]);
    const broker = new EventBroker((type) => queues.get(type), new RecordingLogger());
    const boxes = [...commitsOf('shop/box#1', 2, sealed), ...commitsOf('shop/box#2', 1, sealed)];
    const shelf = commitOf('shop/shelf#1', 1, sealed);

    await expect(broker.route([shelf, ...boxes])).resolves.toEqual(new Set());

    expect(queues.get('shop/box')?.taken).toHaveLength(3);
    expect(new Set(queues.get('shop/box')?.taken)).toEqual(new Set(boxes));
    expect(queues.get('shop/shelf')?.taken).toEqual([shelf]);
  });

  it('reports what one queue did not take while the others go on', async () => {
    const broken = new MemoryChannel(() => true);
    const sound = new MemoryChannel();
    const broker = new EventBroker((type) => (type === 'shop/box' ? broken : sound), new RecordingLogger());
    const lost = commitsOf('shop/box#1', 2, sealed);
    const shelf = commitOf('shop/shelf#1', 1, sealed);

    await expect(broker.route([...lost, shelf])).resolves.toEqual(new Set(lost));
    expect(sound.taken).toEqual([shelf]);
  });

  it('takes an aggregate that nobody consumes for no error, and says so once', async () => {
    const logger = new RecordingLogger();
    const queueOf = jest.fn(() => undefined);
    const broker = new EventBroker(queueOf, logger);
    await expect(broker.route(commitsOf('shop/box#1', 3, sealed))).resolves.toEqual(new Set());
    await expect(broker.route(commitsOf('shop/box#2', 1, sealed))).resolves.toEqual(new Set());
    expect(logger.entries).toEqual([
      { level: 'info', message: 'nobody consumes this aggregate', fields: { type: 'shop/box' } },
    ]);
    expect(queueOf).toHaveBeenCalledTimes(1);
  });

  it('has nothing to do for nothing', async () => {
    await expect(new EventBroker(() => undefined, new RecordingLogger()).route([])).resolves.toEqual(
      new Set(),
    );
  });
});
