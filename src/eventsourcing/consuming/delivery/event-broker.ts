import { parseStream } from '../../log/commit';
import type { Logger } from '../../logger';
import type { Channel } from './channel';
import type { Envelope } from './envelope';
import { OrderedDelivery } from './ordered-delivery';

/** Sends every commit to the queues of all who follow its aggregate type. */
export class EventBroker {
  private readonly channels = new Map<string, readonly Channel[]>();
  private readonly deliveries = new Map<Channel, OrderedDelivery>();

  /**
   * @param channelsOf asked once for each aggregate type; none for a type that nobody follows, which is not an error.
   *   A queue that several types share is one and the same channel.
   */
  constructor(
    private readonly channelsOf: (aggregateType: string) => readonly Channel[],
    private readonly logger: Logger,
  ) {}

  /** @returns what was not sent, be it to one queue alone: whoever had it already passes over it when it comes again */
  async route(envelopes: readonly Envelope[]): Promise<ReadonlySet<Envelope>> {
    const byChannel = new Map<Channel, Envelope[]>();
    for (const envelope of envelopes) {
      for (const channel of this.followersOf(parseStream(envelope.commit.stream).type)) {
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

  private followersOf(type: string): readonly Channel[] {
    const known = this.channels.get(type);
    if (known) return known;
    const channels = this.channelsOf(type);
    if (channels.length === 0) this.logger.info('nobody follows this aggregate', { type });
    this.channels.set(type, channels);
    return channels;
  }

  private deliveryTo(channel: Channel): OrderedDelivery {
    const delivery = this.deliveries.get(channel) ?? new OrderedDelivery(channel, this.logger);
    this.deliveries.set(channel, delivery);
    return delivery;
  }
}
