import { collectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import { definition, QueueMappingHarness } from '../../../test/support/local/queue-mapping-harness';

describe('QueueMapping', () => {
  let harness: QueueMappingHarness;

  beforeEach(() => {
    harness = new QueueMappingHarness();
  });

  afterEach(async () => {
    await harness.stop();
  });

  it('hands messages over and deletes them', async () => {
    harness.queue.send('a', 'b');
    harness.start();

    await eventually(() => {
      expect(harness.queue.deleted).toEqual(['a', 'b']);
    });
    expect(harness.batches).toEqual([['a', 'b']]);
    expect(harness.mapping.status()).toEqual({
      mapping: 'Mapping',
      function: 'Function',
      source: definition.sourceArn,
      queue: { batches: 1, failedBatches: 0, messages: 2, returnedMessages: 0 },
    });
  });

  it('hands over no more than a batch at a time', async () => {
    harness.queue.send('a', 'b', 'c');
    harness.start(undefined, { batchSize: 2 });

    await eventually(() => {
      expect(harness.batches).toEqual([['a', 'b'], ['c']]);
    });
  });

  it('deletes all but the messages that were reported', async () => {
    harness.queue.send('a', 'b', 'c');
    harness.start(() => ({ batchItemFailures: [{ itemIdentifier: 'b' }] }));

    await eventually(() => {
      expect(harness.queue.deleted).toEqual(['a', 'c']);
    });
    expect(harness.mapping.status().queue).toMatchObject({
      failedBatches: 1,
      messages: 2,
      returnedMessages: 1,
    });
  });

  it('deletes nothing after an error', async () => {
    harness.queue.send('a', 'b');
    harness.start(() => new Error('no'));

    await eventually(() => {
      expect(harness.mapping.status().queue).toMatchObject({
        batches: 1,
        failedBatches: 1,
        returnedMessages: 2,
      });
    });
    expect(harness.queue.deleted).toEqual([]);
  });

  describe('deletions that fail', () => {
    it('are tried again for what is left', async () => {
      harness.queue.send('a', 'b', 'c');
      harness.queue.deleteAnswers = [['b', 'c'], new Error('connection reset'), []];
      harness.start();

      await eventually(() => {
        expect(harness.queue.deleted).toEqual(['a', 'b', 'c']);
      });
    });

    it('are reported in the end', async () => {
      const log = collectingLog();
      harness.queue.send('a', 'b');
      harness.queue.deleteAnswers = [['b'], ['b'], ['b']];
      harness.start(undefined, {}, { log });

      await eventually(() => {
        expect(log.lines).toEqual(['warn: Mapping: 1 message(s) not deleted, they will come again: refused']);
      });
      expect(harness.queue.deleted).toEqual(['a']);
    });
  });

  it('says when the queue cannot be read, and goes on', async () => {
    const log = collectingLog();
    harness.queue.receiveErrors = [new Error('connection refused')];
    harness.queue.send('a');
    harness.start(undefined, {}, { log });

    await eventually(() => {
      expect(harness.queue.deleted).toEqual(['a']);
    });
    expect(log.lines.join()).toContain('the queue cannot be read, trying again: Error: connection refused');
  });

  it('polls as often at a time as it is allowed to', async () => {
    let running = 0;
    let most = 0;
    const slowly = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running--;
    };
    harness.queue.send('a', 'b', 'c', 'd', 'e', 'f');
    harness.start(slowly, { batchSize: 1, maximumConcurrency: 2 }, { concurrency: 3 });

    await eventually(() => {
      expect(harness.queue.deleted).toHaveLength(6);
    });
    expect(most).toBe(2);
  });

  describe('with a batching window', () => {
    it('collects messages up to the size of the batch', async () => {
      harness.queue.send('a');
      harness.start(undefined, { batchSize: 3, batchingWindow: 60_000 });
      harness.queue.send('b');
      await eventually(() => {
        expect(harness.queue.waits.length).toBeGreaterThan(1);
      });
      harness.queue.send('c');

      await eventually(() => {
        expect(harness.batches).toEqual([['a', 'b', 'c']]);
      });
      expect(harness.queue.waits.slice(1, -1).every((seconds) => seconds <= 60)).toBe(true);
    });

    it('hands over what it has when the window ends', async () => {
      harness.queue.send('a');
      harness.start(undefined, { batchingWindow: 50 });

      await eventually(() => {
        expect(harness.batches).toEqual([['a']]);
      });
    });
  });

  it('stops after the invocation under way', async () => {
    let finish: () => void = () => undefined;
    harness.queue.send('a');
    harness.start(() => new Promise<void>((resolve) => (finish = resolve)));
    await eventually(() => {
      expect(harness.batches).toEqual([['a']]);
    });
    const stopped = harness.mapping.stop();
    finish();
    await stopped;

    expect(harness.queue.closed).toBe(true);
  });
});
