import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { fromKinesisRecord } from '../aws/commit-records';
import { SqsChannel, sqsClient } from '../aws/sqs-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { queueOf } from '../composition/naming';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { EventBroker } from '../eventsourcing/consuming/delivery/event-broker';

const logger = createLogger();
const environment = new Environment();
const client = sqsClient();
const broker = new EventBroker((aggregateType) => {
  const queue = queueOf(aggregateType);
  return environment.has(queue) ? new SqsChannel(client, environment.resource(queue)) : undefined;
}, logger);

/** Kinesis -> the queue of each aggregate type. */
export async function handler({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  return workThrough(
    Records,
    ({ kinesis }) => kinesis.sequenceNumber,
    fromKinesisRecord,
    (commits) => broker.route(commits),
    logger,
  );
}
