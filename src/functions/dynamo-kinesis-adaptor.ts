import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { fromDynamoRecord } from '../aws/commit-records';
import { KinesisChannel, kinesisClient } from '../aws/kinesis-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { OrderedDelivery } from '../eventsourcing/consuming/delivery/ordered-delivery';

const logger = createLogger();
const stream = new KinesisChannel(kinesisClient(), new Environment().resource('EventStream'));
const delivery = new OrderedDelivery(stream, logger);

/** Stream of the event log -> Kinesis. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return workThrough(
    Records,
    ({ dynamodb }) => dynamodb?.SequenceNumber ?? '',
    fromDynamoRecord,
    (commits) => delivery.deliver(commits),
    logger,
  );
}
