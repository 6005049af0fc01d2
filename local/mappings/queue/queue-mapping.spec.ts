import { silentLog } from '../../runtime-log';
import { collectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import type { QueueMappingDefinition } from '../mapping-definition';
import type { InvocationOutcome, Invoker } from '../../lambda/invocation';
import type { QueueClient, QueueMessage } from './queue-client';
import { QueueMapping, type QueueMappingOptions } from './queue-mapping';

const definition: QueueMappingDefinition = {
  kind: 'sqs',
  logicalId: 'Mapping',
  uuid: 'uuid',
  functionId: 'Function',
  sourceArn: 'arn:aws:sqs:us-east-1:000000000000:Work',
  batchSize: 10,
  batchingWindow: 0,
  reportsFailures: true,
  maximumConcurrency: undefined,
};

function message(MessageId: string): QueueMessage {
  return { MessageId, ReceiptHandle: MessageId, Body: MessageId, MD5OfBody: '' };
}

/** A queue in memory: what was received and not deleted stays away, as during a visibility timeout. */
class MemoryQueue implements QueueClient {
  readonly deleted: string[] = [];
  readonly waits: number[] = [];
  receiveErrors: Error[] = [];
  /** Answers of the next deletions: an error, or ids that are refused. */
  deleteAnswers: (Error | string[])[] = [];
  closed = false;
  private messages: QueueMessage[] = [];
  private wake: () => void = () => undefined;

  send(...ids: string[]): void {
    this.messages.push(...ids.map(message));
    this.wake();
  }

  async receive(maximum: number, waitSeconds: number, signal: AbortSignal): Promise<QueueMessage[]> {
    const error = this.receiveErrors.shift();
    if (error !== undefined) throw error;
    if (signal.aborted) throw new Error('aborted');
    this.waits.push(waitSeconds);
    if (this.messages.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        signal.addEventListener('abort', () => {
          resolve();
        });
        if (waitSeconds < Infinity) setTimeout(resolve, 20);
      });
    }
    return this.messages.splice(0, maximum);
  }

  delete(messages: readonly QueueMessage[]): Promise<string[]> {
    const answer = this.deleteAnswers.shift() ?? [];
    if (answer instanceof Error) return Promise.reject(answer);
    this.deleted.push(...messages.map(({ MessageId }) => MessageId).filter((id) => !answer.includes(id)));
    return Promise.resolve(answer);
  }

  close(): void {
    this.closed = true;
  }
}

describe('QueueMapping', () => {
  let queue: MemoryQueue;
  let mapping: QueueMapping | undefined;
  let batches: string[][];

  beforeEach(() => {
    queue = new MemoryQueue();
    batches = [];
  });

  afterEach(async () => {
    await mapping?.stop();
  });

  function start(
    answer: (ids: string[]) => unknown = () => null,
    changes: Partial<QueueMappingDefinition> = {},
    options: Partial<QueueMappingOptions> = {},
  ): void {
    const invoker: Invoker = {
      async invoke(payload): Promise<InvocationOutcome> {
        const { Records } = JSON.parse(payload) as { Records: { messageId: string }[] };
        const ids = Records.map(({ messageId }) => messageId);
        batches.push(ids);
        const result = await answer(ids);
        if (result instanceof Error) {
          return { ok: false, error: { errorType: 'Error', errorMessage: result.message }, requestId: 'r' };
        }
        return { ok: true, payload: JSON.stringify(result ?? null), requestId: 'r' };
      },
    };
    mapping = new QueueMapping({
      definition: { ...definition, ...changes },
      invoker,
      client: queue,
      log: silentLog,
      concurrency: 1,
      onBatch: () => undefined,
      ...options,
    });
  }

  it('hands messages over and deletes them', async () => {
    queue.send('a', 'b');
    start();

    await eventually(() => {
      expect(queue.deleted).toEqual(['a', 'b']);
    });
    expect(batches).toEqual([['a', 'b']]);
    expect(mapping?.status()).toEqual({
      mapping: 'Mapping',
      function: 'Function',
      source: definition.sourceArn,
      queue: { batches: 1, failedBatches: 0, messages: 2, returnedMessages: 0 },
    });
  });

  it('hands over no more than a batch at a time', async () => {
    queue.send('a', 'b', 'c');
    start(undefined, { batchSize: 2 });

    await eventually(() => {
      expect(batches).toEqual([['a', 'b'], ['c']]);
    });
  });

  it('deletes all but the messages that were reported', async () => {
    queue.send('a', 'b', 'c');
    start(() => ({ batchItemFailures: [{ itemIdentifier: 'b' }] }));

    await eventually(() => {
      expect(queue.deleted).toEqual(['a', 'c']);
    });
    expect(mapping?.status().queue).toMatchObject({ failedBatches: 1, messages: 2, returnedMessages: 1 });
  });

  it('deletes nothing after an error', async () => {
    queue.send('a', 'b');
    start(() => new Error('no'));

    await eventually(() => {
      expect(mapping?.status().queue).toMatchObject({ batches: 1, failedBatches: 1, returnedMessages: 2 });
    });
    expect(queue.deleted).toEqual([]);
  });

  describe('deletions that fail', () => {
    it('are tried again for what is left', async () => {
      queue.send('a', 'b', 'c');
      queue.deleteAnswers = [['b', 'c'], new Error('connection reset'), []];
      start();

      await eventually(() => {
        expect(queue.deleted).toEqual(['a', 'b', 'c']);
      });
    });

    it('are reported in the end', async () => {
      const log = collectingLog();
      queue.send('a', 'b');
      queue.deleteAnswers = [['b'], ['b'], ['b']];
      start(undefined, {}, { log });

      await eventually(() => {
        expect(log.lines).toEqual(['warn: Mapping: 1 message(s) not deleted, they will come again: refused']);
      });
      expect(queue.deleted).toEqual(['a']);
    });
  });

  it('says when the queue cannot be read, and goes on', async () => {
    const log = collectingLog();
    queue.receiveErrors = [new Error('connection refused')];
    queue.send('a');
    start(undefined, {}, { log });

    await eventually(() => {
      expect(queue.deleted).toEqual(['a']);
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
    queue.send('a', 'b', 'c', 'd', 'e', 'f');
    start(slowly, { batchSize: 1, maximumConcurrency: 2 }, { concurrency: 3 });

    await eventually(() => {
      expect(queue.deleted).toHaveLength(6);
    });
    expect(most).toBe(2);
  });

  describe('with a batching window', () => {
    it('collects messages up to the size of the batch', async () => {
      queue.send('a');
      start(undefined, { batchSize: 3, batchingWindow: 60_000 });
      queue.send('b');
      await eventually(() => {
        expect(queue.waits.length).toBeGreaterThan(1);
      });
      queue.send('c');

      await eventually(() => {
        expect(batches).toEqual([['a', 'b', 'c']]);
      });
      expect(queue.waits.slice(1, -1).every((seconds) => seconds <= 60)).toBe(true);
    });

    it('hands over what it has when the window ends', async () => {
      queue.send('a');
      start(undefined, { batchingWindow: 50 });

      await eventually(() => {
        expect(batches).toEqual([['a']]);
      });
    });
  });

  it('stops after the invocation under way', async () => {
    let finish: () => void = () => undefined;
    queue.send('a');
    start(() => new Promise<void>((resolve) => (finish = resolve)));
    await eventually(() => {
      expect(batches).toEqual([['a']]);
    });
    const stopped = mapping?.stop();
    finish();
    await stopped;

    expect(queue.closed).toBe(true);
  });
});
