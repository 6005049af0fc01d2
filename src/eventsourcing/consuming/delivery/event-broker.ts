import { groupBy } from '../../../kernel/group-by';
import type { Commit } from '../../log/commit';
import type { Logger } from '../../logger';
import { parseStream } from '../../log/stream';
import type { Channel } from './channel';
import { OrderedDelivery } from './ordered-delivery';

/** Sends every commit to the queue of its aggregate type. */
export class EventBroker {
  private readonly deliveries = new Map<string, OrderedDelivery | undefined>();

  /** @param queueOf the queue of an aggregate type; none for a type that nobody consumes, which is not an error */
  constructor(
    private readonly queueOf: (aggregateType: string) => Channel | undefined,
    private readonly logger: Logger,
  ) {}

  /** @returns the commits that were not sent */
  async route(commits: readonly Commit[]): Promise<ReadonlySet<Commit>> {
    const byType = groupBy(commits, ({ stream }) => parseStream(stream).type);
    const left = await Promise.all(
      [...byType].map(
        async ([type, group]) => (await this.deliveryTo(type)?.deliver(group)) ?? new Set<Commit>(),
      ),
    );
    return new Set(left.flatMap((commits) => [...commits]));
  }

  private deliveryTo(type: string): OrderedDelivery | undefined {
    if (!this.deliveries.has(type)) {
      const queue = this.queueOf(type);
      if (!queue) this.logger.info('nobody consumes this aggregate', { type });
      this.deliveries.set(type, queue && new OrderedDelivery(queue, this.logger));
    }
    return this.deliveries.get(type);
  }
}
