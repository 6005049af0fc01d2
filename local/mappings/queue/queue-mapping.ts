import type { Invoker } from '../../lambda/invocation';
import type { RuntimeLog } from '../../runtime-log';
import { sleep } from '../activity';
import type { Mapping, MappingStatus, QueueWork } from '../mapping';
import type { QueueMappingDefinition } from '../mapping-definition';
import { finishedMessages } from './finished-messages';
import type { QueueClient, QueueMessage } from './queue-client';
import { Pace } from '../pace';
import { queueEvent } from './queue-event';
import { WaitingMessages } from './waiting-messages';

export interface QueueMappingOptions {
  readonly definition: QueueMappingDefinition;
  readonly invoker: Invoker;
  readonly client: QueueClient;
  readonly log: RuntimeLog;
  /** Pollers, each with one invocation at a time, unless the mapping's MaximumConcurrency is lower. */
  readonly concurrency: number;
  readonly onBatch: () => void;
}

const RECEIVE_RETRY_DELAY = 1_000;
const DELETE_ATTEMPTS = 3;

/**
 * Polls a queue. The order within a FIFO group is SQS's doing: it hands out nothing of a group while
 * a message of it is in flight, and a failed message stays in flight until its visibility timeout.
 */
export class QueueMapping implements Mapping {
  private readonly stopping = new AbortController();
  private readonly work: QueueWork = { batches: 0, failedBatches: 0, messages: 0, returnedMessages: 0 };
  private readonly waiting = new WaitingMessages();
  private readonly running: Promise<void>[];

  constructor(private readonly options: QueueMappingOptions) {
    const { definition, concurrency } = options;
    const pollers = Math.min(concurrency, definition.maximumConcurrency ?? concurrency);
    this.running = Array.from({ length: pollers }, () => this.poll(this.stopping.signal));
  }

  get definition(): QueueMappingDefinition {
    return this.options.definition;
  }

  status(): MappingStatus {
    const { logicalId, functionId, sourceArn } = this.definition;
    return { mapping: logicalId, function: functionId, source: sourceArn, queue: { ...this.work } };
  }

  async atRest(): Promise<boolean> {
    return (await this.options.client.depth(this.stopping.signal)) === 0;
  }

  async retryNow(): Promise<void> {
    const { client, log } = this.options;
    const waiting = this.waiting.take();
    if (waiting.length === 0) return;
    try {
      await client.show(waiting, this.stopping.signal);
      log.write('info', `${this.definition.logicalId}: ${inWords(waiting.length)} tried again now`);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      log.write('warn', `${this.definition.logicalId}: what waits could not be hurried: ${String(error)}`);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
    this.options.client.close();
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const pace = new Pace();
    while (!signal.aborted) {
      await pace.keep(signal);
      const messages = await this.receiveBatch(signal);
      pace.mark();
      if (messages.length > 0) await this.handle(messages, signal);
    }
  }

  /** One receive, or with a batching window as many as it takes to fill the batch. */
  private async receiveBatch(signal: AbortSignal): Promise<QueueMessage[]> {
    const { batchSize, batchingWindow } = this.definition;
    const messages = await this.receive(batchSize, Infinity, signal);
    const end = Date.now() + batchingWindow;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < end && !signal.aborted) {
      const waitSeconds = Math.ceil((end - Date.now()) / 1000);
      messages.push(...(await this.receive(batchSize - messages.length, waitSeconds, signal)));
    }
    return messages;
  }

  private async receive(maximum: number, waitSeconds: number, signal: AbortSignal): Promise<QueueMessage[]> {
    const { client, definition, log } = this.options;
    try {
      return await client.receive(maximum, waitSeconds, signal);
    } catch (error) {
      if (signal.aborted) return [];
      log.write('warn', `${definition.logicalId}: the queue cannot be read, trying again: ${String(error)}`);
      await sleep(RECEIVE_RETRY_DELAY, signal);
      return [];
    }
  }

  private async handle(messages: readonly QueueMessage[], signal: AbortSignal): Promise<void> {
    const { definition, invoker, onBatch } = this.options;
    onBatch();
    this.waiting.received(messages);
    const outcome = await invoker.invoke(JSON.stringify(queueEvent(messages, definition.sourceArn)));
    const finished = finishedMessages(messages, outcome, definition.reportsFailures);
    this.work.batches++;
    this.work.messages += finished.length;
    this.work.returnedMessages += messages.length - finished.length;
    this.putOff(messages.filter((message) => !finished.includes(message)));
    if (finished.length > 0) await this.delete(finished, signal);
  }

  private putOff(failed: readonly QueueMessage[]): void {
    if (failed.length === 0 || this.stopping.signal.aborted) return;
    const { client, definition, log } = this.options;
    this.work.failedBatches++;
    const now = Date.now();
    this.waiting.add(failed, now);
    log.write(
      'info',
      `${definition.logicalId}: ${inWords(failed.length)} not finished by ${definition.functionId}; tried again ` +
        `at ${new Date(now + client.visibilitySeconds * 1_000).toLocaleTimeString()} (after ${client.visibilitySeconds} s) unless the function said otherwise`,
    );
  }

  /** A message that is not deleted comes again after its visibility timeout, so this is worth a few tries. */
  private async delete(messages: readonly QueueMessage[], signal: AbortSignal): Promise<void> {
    const { client, definition, log } = this.options;
    let left = messages;
    for (let attempt = 1; left.length > 0 && !signal.aborted; attempt++) {
      let reason = 'refused';
      try {
        const failed = new Set(await client.delete(left, signal));
        left = left.filter(({ MessageId }) => failed.has(MessageId));
      } catch (error) {
        reason = String(error);
      }
      if (left.length > 0 && attempt === DELETE_ATTEMPTS) {
        log.write(
          'warn',
          `${definition.logicalId}: ${left.length} message(s) not deleted, they will come again: ${reason}`,
        );
        return;
      }
    }
  }
}

function inWords(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}
