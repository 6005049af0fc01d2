import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { LOCAL_CREDENTIALS } from '../../../local/services/local-account';
import type { Endpoints } from '../../../local/services/endpoints';
import { localClientConfig, type LocalClientConfig } from '../../../local/services/provision/client-config';

/** The SDK's clients as an application has them, but without retries: a refusal shows at once. */
function config(
  endpoint: string,
  credentials = LOCAL_CREDENTIALS,
): LocalClientConfig & { maxAttempts: number } {
  return { ...localClientConfig(endpoint), credentials, maxAttempts: 1 };
}

const opened: { destroy(): void }[] = [];

function open<T extends { destroy(): void }>(client: T): T {
  opened.push(client);
  return client;
}

/** Call it in `afterAll`, before the servers stop or after: either has to work. */
export function closeClients(): void {
  for (const client of opened.splice(0)) client.destroy();
}

export const dynamoDbClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): DynamoDBClient =>
  open(new DynamoDBClient(config(endpoint, credentials)));
export const streamsClient = (endpoint: string): DynamoDBStreamsClient =>
  open(new DynamoDBStreamsClient(config(endpoint)));
export const sqsClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): SQSClient =>
  open(new SQSClient(config(endpoint, credentials)));
export const s3Client = (endpoint: string, credentials = LOCAL_CREDENTIALS): S3Client =>
  open(new S3Client({ ...config(endpoint, credentials), forcePathStyle: true }));
export const eventBridgeClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): EventBridgeClient =>
  open(new EventBridgeClient(config(endpoint, credentials)));
export const secretsManagerClient = (
  endpoint: string,
  credentials = LOCAL_CREDENTIALS,
): SecretsManagerClient => open(new SecretsManagerClient(config(endpoint, credentials)));
export const sesClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): SESv2Client =>
  open(new SESv2Client(config(endpoint, credentials)));
export const snsClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): SNSClient =>
  open(new SNSClient(config(endpoint, credentials)));
export const schedulerClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): SchedulerClient =>
  open(new SchedulerClient(config(endpoint, credentials)));
/** HTTP/2, the SDK's default. */
export const kinesisClient = (endpoint: string, credentials = LOCAL_CREDENTIALS): KinesisClient =>
  open(new KinesisClient(config(endpoint, credentials)));
export const kinesisHttp1Client = (endpoint: string): KinesisClient =>
  open(new KinesisClient({ ...config(endpoint), requestHandler: new NodeHttpHandler() }));

export const NOWHERE: Endpoints = {
  dynamodb: 'http://127.0.0.1:1',
  sqs: 'http://127.0.0.1:2',
  s3: 'http://127.0.0.1:2',
  kinesis: 'http://127.0.0.1:3',
  eventbridge: 'http://127.0.0.1:4',
  lambda: 'http://127.0.0.1:5',
  secretsmanager: 'http://127.0.0.1:6',
  ses: 'http://127.0.0.1:7',
  sns: 'http://127.0.0.1:8',
  scheduler: 'http://127.0.0.1:9',
};
