import type { KinesisStreamRecord } from 'aws-lambda';
import { fromKinesisRecord } from '../../../src/aws/commit-records';
import type { Channel } from '../../../src/eventsourcing/consuming/delivery/channel';
import { workThrough, type BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import type { Envelope } from '../../../src/eventsourcing/consuming/delivery/envelope';
import { EventBroker, type Subscription } from '../../../src/eventsourcing/consuming/delivery/event-broker';
import { OrderedDelivery } from '../../../src/eventsourcing/consuming/delivery/ordered-delivery';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { Handler } from '../lambda/simulated-function';
import type { Sabotage } from '../sabotage';
import type { ShardRecord } from '../services/shard';
import { silentLogger as logger } from './silent-logger';

type DeliveryHandler = Handler<readonly ShardRecord[], BatchResponse>;

/** Stream of the log -> Kinesis, as src/functions/dynamo-kinesis-adaptor.ts. */
export function adaptor(channel: Channel, sabotage: Sabotage | undefined): DeliveryHandler {
  const delivery = new OrderedDelivery(channel, logger);
  return handlerOf(
    ({ data }) => ({ commit: JSON.parse(data) as Commit }),
    (envelopes) => delivery.deliver(envelopes),
    sabotage,
  );
}

/** Kinesis -> queues, as src/functions/event-broker.ts. */
export function broker(
  subscriptionsTo: (aggregateType: string) => readonly Subscription[],
  sabotage: Sabotage | undefined,
): DeliveryHandler {
  const router = new EventBroker(subscriptionsTo, logger);
  return handlerOf(
    ({ data }) =>
      fromKinesisRecord({ kinesis: { data: Buffer.from(data).toString('base64') } } as KinesisStreamRecord),
    (envelopes) => router.route(envelopes),
    sabotage,
  );
}

function handlerOf(
  read: (record: ShardRecord) => Envelope,
  work: (envelopes: readonly Envelope[]) => Promise<ReadonlySet<Envelope>>,
  sabotage: Sabotage | undefined,
): DeliveryHandler {
  return (records) =>
    workThrough(records, {
      identifierOf: ({ sequence }) => sequence,
      read,
      work: async (envelopes) => {
        const left = await work(envelopes);
        return sabotage === 'reports' ? new Set() : left;
      },
      logger,
    });
}
