import { parseStream } from '../../log/commit';
import type { Logger } from '../../logger';
import { concerns } from '../concern';
import type { Channel } from './channel';
import type { Envelope } from './envelope';
import { OrderedDelivery } from './ordered-delivery';

/** That the consumers behind a queue follow an aggregate type. */
export interface Subscription {
  /** A queue that several types share is one and the same channel. */
  readonly channel: Channel;
  /** The event types that any of the consumers handles; all when absent. */
  readonly handles?: ReadonlySet<string>;
}

/** Sends every commit to the queues of all whom it concerns. */
export class EventBroker {
  private readonly subscriptions = new Map<string, readonly Subscription[]>();
  private readonly deliveries = new Map<Channel, OrderedDelivery>();

  /**
   * @param subscriptionsTo asked once for each aggregate type; none for a type that nobody follows, which is not an error
   */
  constructor(
    private readonly subscriptionsTo: (aggregateType: string) => readonly Subscription[],
    private readonly logger: Logger,
  ) {}

  /** @returns what was not sent, be it to one queue alone: whoever had it already passes over it when it comes again */
  async route(envelopes: readonly Envelope[]): Promise<ReadonlySet<Envelope>> {
    const byChannel = new Map<Channel, Envelope[]>();
    for (const envelope of envelopes) {
      for (const { channel, handles } of this.followersOf(parseStream(envelope.commit.stream).type)) {
        if (!concerns(envelope.commit, handles)) continue;
        const group = byChannel.get(channel);
        if (group) group.push(envelope);
        else byChannel.set(channel, [envelope]);
      }
    }
    const left = await Promise.all(
      [...byChannel].map(([channel, group]) => this.deliveryTo(channel).deliver(group)),
    );
    return new Set(left.flatMap((envelopes) => [...envelopes]));
  }

  private followersOf(type: string): readonly Subscription[] {
    const known = this.subscriptions.get(type);
    if (known) return known;
    const subscriptions = this.subscriptionsTo(type);
    if (subscriptions.length === 0) this.logger.info('nobody follows this aggregate', { type });
    this.subscriptions.set(type, subscriptions);
    return subscriptions;
  }

  private deliveryTo(channel: Channel): OrderedDelivery {
    const delivery = this.deliveries.get(channel) ?? new OrderedDelivery(channel, this.logger);
    this.deliveries.set(channel, delivery);
    return delivery;
  }
}
