import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { fromKinesisRecord } from '../aws/commit-records';
import { SqsChannel, sqsClient } from '../aws/sqs-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { queuesVariableOf } from '../composition/naming';
import { parking } from '../composition/parking';
import { queueFor } from '../composition/queue-for';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { EventBroker, type Subscription } from '../eventsourcing/consuming/delivery/event-broker';

const logger = createLogger();
const environment = new Environment();
const client = sqsClient();
const channels = new Map<string, SqsChannel>();
const broker = new EventBroker(subscriptionsTo, logger);
const park = parking(environment, 'EventBroker');

/** Kinesis -> the queues of all whom each commit concerns. */
export async function handler({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  return workThrough(Records, {
    identifierOf: ({ kinesis }) => kinesis.sequenceNumber,
    read: fromKinesisRecord,
    work: (envelopes) => broker.route(envelopes),
    park,
    logger,
  });
}

function subscriptionsTo(type: string): Subscription[] {
  return environment.urls(queuesVariableOf(type)).map((told) => {
    const { url, ...events } = queueFor(told, type);
    return { channel: channelOf(url), ...events };
  });
}

function channelOf(url: string): SqsChannel {
  const channel = channels.get(url) ?? new SqsChannel(client, url);
  channels.set(url, channel);
  return channel;
}
