import type { BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import type { Queue, ReceivedMessage } from '../services/message';
import type { World } from '../world';

/**
 * An event source mapping of a queue: deletes what a function was given and does not name as failed. The rest comes
 * again after the visibility timeout, as does all of a batch whose invocation failed.
 */
export class QueueMapping {
  constructor(
    private readonly world: World,
    private readonly queue: Queue,
    private readonly invoke: (messages: readonly ReceivedMessage[]) => Promise<BatchResponse>,
    private readonly pollers: number,
  ) {}

  run(): void {
    for (let poller = 0; poller < this.pollers; poller += 1) void this.poll();
  }

  private async poll(): Promise<never> {
    const { world, queue } = this;
    for (;;) {
      await world.pass({ least: 1, most: 20 });
      const messages = queue.receive();
      if (messages.length === 0) await queue.changed();
      else await this.workThrough(messages);
    }
  }

  private async workThrough(messages: readonly ReceivedMessage[]): Promise<void> {
    if (this.world.faults.strikes('throttle')) return;
    let staying: ReadonlySet<string>;
    try {
      const { batchItemFailures } = await this.invoke(messages);
      staying = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch {
      return;
    }
    if (staying.has('')) return;
    await this.world.pass({ least: 1, most: 10 });
    for (const message of messages) {
      if (staying.has(message.id) || this.world.faults.strikes('lost delete')) continue;
      this.queue.delete(message);
    }
  }
}
