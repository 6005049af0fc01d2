import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { fromKinesisRecord } from '../aws/commit-records';
import { SqsChannel, sqsClient } from '../aws/sqs-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { queuesVariableOf } from '../composition/naming';
import { parking } from '../composition/parking';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { EventBroker } from '../eventsourcing/consuming/delivery/event-broker';

const logger = createLogger();
const environment = new Environment();
const client = sqsClient();
const channels = new Map<string, SqsChannel>();
const broker = new EventBroker((type) => environment.urls(queuesVariableOf(type)).map(channelOf), logger);
const park = parking(environment, 'EventBroker');

/** Kinesis -> the queues of all who follow each commit's aggregate type. */
export async function handler({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  return workThrough(Records, {
    identifierOf: ({ kinesis }) => kinesis.sequenceNumber,
    read: fromKinesisRecord,
    work: (envelopes) => broker.route(envelopes),
    park,
    logger,
  });
}

function channelOf(url: string): SqsChannel {
  const channel = channels.get(url) ?? new SqsChannel(client, url);
  channels.set(url, channel);
  return channel;
}
