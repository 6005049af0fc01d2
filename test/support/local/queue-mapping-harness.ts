import { silentLog } from '../../../local/runtime-log';
import type { QueueMappingDefinition } from '../../../local/mappings/mapping-definition';
import type { InvocationOutcome, Invoker } from '../../../local/lambda/invocation';
import type { QueueClient, QueueMessage } from '../../../local/mappings/queue/queue-client';
import { QueueMapping, type QueueMappingOptions } from '../../../local/mappings/queue/queue-mapping';

export const definition: QueueMappingDefinition = {
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
export class MemoryQueue implements QueueClient {
  readonly deleted: string[] = [];
  readonly visibilitySeconds = 30;
  readonly shown: string[][] = [];
  showError: Error | undefined;
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

  depth(): Promise<number> {
    return Promise.resolve(this.messages.length);
  }

  show(messages: readonly QueueMessage[]): Promise<void> {
    if (this.showError !== undefined) return Promise.reject(this.showError);
    this.shown.push(messages.map(({ MessageId }) => MessageId));
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }
}

/** A mapping of a queue in memory, and what it hands over. */
export class QueueMappingHarness {
  readonly queue = new MemoryQueue();
  /** Ids of the messages of each invocation. */
  readonly batches: string[][] = [];
  private started: QueueMapping | undefined;

  get mapping(): QueueMapping {
    if (this.started === undefined) throw new Error('start the mapping first');
    return this.started;
  }

  /** @param answer result of the function, or the error that it throws */
  start(
    answer: (ids: string[]) => unknown = () => null,
    changes: Partial<QueueMappingDefinition> = {},
    options: Partial<QueueMappingOptions> = {},
  ): void {
    const invoker: Invoker = {
      invoke: async (payload): Promise<InvocationOutcome> => {
        const { Records } = JSON.parse(payload) as { Records: { messageId: string }[] };
        const ids = Records.map(({ messageId }) => messageId);
        this.batches.push(ids);
        const result = await answer(ids);
        if (result instanceof Error) {
          return { ok: false, error: { errorType: 'Error', errorMessage: result.message }, requestId: 'r' };
        }
        return { ok: true, payload: JSON.stringify(result ?? null), requestId: 'r' };
      },
    };
    this.started = new QueueMapping({
      definition: { ...definition, ...changes },
      invoker,
      client: this.queue,
      log: silentLog,
      concurrency: 1,
      onBatch: () => undefined,
      ...options,
    });
  }

  async stop(): Promise<void> {
    await this.started?.stop();
  }
}
