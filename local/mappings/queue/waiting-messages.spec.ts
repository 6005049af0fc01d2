import { collectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import { QueueMappingHarness } from '../../../test/support/local/queue-mapping-harness';

describe('messages that failed', () => {
  let harness: QueueMappingHarness;

  beforeEach(() => {
    harness = new QueueMappingHarness();
  });

  afterEach(async () => {
    await harness.stop();
  });

  it('wait for their visibility timeout, and the log says until when', async () => {
    const log = collectingLog();
    harness.queue.send('a', 'b');
    harness.start(() => ({ batchItemFailures: [{ itemIdentifier: 'b' }] }), {}, { log });

    await eventually(() => {
      expect(log.lines).toEqual([
        expect.stringMatching(
          /^info: Mapping: 1 message not finished by Function; tried again at .*\d:\d\d:\d\d.* \(after 30 s\)/,
        ),
      ]);
    });
  });

  it('are shown at once when they are to be tried now, in the order in which they failed', async () => {
    harness.queue.send('a', 'b', 'c');
    harness.start(() => new Error('no'), { batchSize: 2 });
    await eventually(() => {
      expect(harness.mapping.status().queue).toMatchObject({ returnedMessages: 3 });
    });
    await harness.mapping.retryNow();
    await harness.mapping.retryNow();

    expect(harness.queue.shown).toEqual([['a', 'b', 'c']]);
  });

  it('are not shown when they have been finished since', async () => {
    let failures = 1;
    harness.queue.send('a');
    harness.start(() => (failures-- > 0 ? new Error('no') : undefined));
    await eventually(() => {
      expect(harness.mapping.status().queue).toMatchObject({ returnedMessages: 1 });
    });
    harness.queue.send('a');
    await eventually(() => {
      expect(harness.queue.deleted).toEqual(['a']);
    });
    await harness.mapping.retryNow();

    expect(harness.queue.shown).toEqual([]);
  });

  it('wait on when the queue does not answer, and the log says so', async () => {
    const log = collectingLog();
    harness.queue.send('a');
    harness.start(() => new Error('no'), {}, { log });
    await eventually(() => {
      expect(harness.mapping.status().queue).toMatchObject({ returnedMessages: 1 });
    });
    harness.queue.showError = new Error('connection refused');
    await harness.mapping.retryNow();

    expect(log.lines.at(-1)).toBe(
      'warn: Mapping: what waits could not be hurried: Error: connection refused',
    );
  });
});
