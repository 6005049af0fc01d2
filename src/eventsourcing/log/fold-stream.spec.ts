import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { boxFold } from '../../../test/support/box/box';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { commitOf } from '../../../test/support/commit-of';
import { foldStream } from './fold-stream';

const STREAM = 'shop/box#1';

describe('foldStream', () => {
  it('is the start for a stream that does not exist', async () => {
    await expect(foldStream(new MemoryEventStore(), STREAM, boxFold)).resolves.toBe(boxFold.initial);
  });

  it('folds every event of every commit', async () => {
    const log = new MemoryEventStore();
    await log.append(commitOf(STREAM, 1, labelled('toys'), filled('car')));
    await log.append(commitOf(STREAM, 3, sealed));
    await expect(foldStream(log, STREAM, boxFold)).resolves.toEqual({
      label: 'toys',
      items: ['car'],
      sealed: true,
    });
  });

  it('names the stream and version of an event that it does not know', async () => {
    const log = new MemoryEventStore();
    const burnt = { type: 'shop/box/burnt', data: {} };
    await log.append(commitOf(STREAM, 1, labelled('toys'), burnt));
    await expect(foldStream(log, STREAM, boxFold)).rejects.toThrow(
      'The event shop/box/burnt at version 2 of shop/box#1 is unknown to the fold',
    );
  });
});
