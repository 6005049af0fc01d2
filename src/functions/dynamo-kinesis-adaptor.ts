import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { fromDynamoRecord } from '../aws/commit-records';
import { KinesisChannel, kinesisClient } from '../aws/kinesis-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { parking } from '../composition/parking';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import type { Envelope } from '../eventsourcing/consuming/delivery/envelope';
import { OrderedDelivery } from '../eventsourcing/consuming/delivery/ordered-delivery';

const logger = createLogger();
const environment = new Environment();
const stream = new KinesisChannel(kinesisClient(), environment.resource('EventStream'));
const delivery = new OrderedDelivery(stream, logger);
const park = parking(environment, 'DynamoKinesisAdaptor');

/** Stream of the event log -> Kinesis. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return workThrough<DynamoDBRecord, Envelope>(Records, {
    identifierOf: ({ dynamodb }) => dynamodb?.SequenceNumber ?? '',
    read: (record) => {
      const commit = fromDynamoRecord(record);
      return commit && { commit };
    },
    work: (envelopes) => delivery.deliver(envelopes),
    park,
    logger,
  });
}
