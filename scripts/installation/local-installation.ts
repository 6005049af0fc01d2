import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { portNumber } from '../../local/cli/arguments';
import { localClientConfig, type LocalClientConfig } from '../../local/services/provision/client-config';
import { awsClientConfig } from '../../src/aws/aws-client-config';
import { installation, lookUp, type Installation } from './installation';

type Page<T> = Readonly<Record<string, T>>;

/** Where `npm start` answers, with the same PORT. @throws Error for a PORT that is none */
export function localUrl(): string {
  return `http://127.0.0.1:${portNumber('PORT', process.env.PORT ?? '3000')}`;
}

/** What a running `npm start` tells of itself. @param url of its API @throws Error when there is none */
export async function localInstallation(url: string): Promise<Installation> {
  const [endpoints, tables, buckets, eventStreams, secrets, groups, queues] = await Promise.all([
    localPage<Page<string>>(url, 'endpoints'),
    localPage<Page<string>>(url, 'tables'),
    localPage<Page<string>>(url, 'buckets'),
    localPage<Page<string>>(url, 'event-streams'),
    localPage<Page<string>>(url, 'secrets'),
    localPage<Page<string>>(url, 'schedule-groups'),
    localPage<readonly { readonly queue: string; readonly url: string }[]>(url, 'queues'),
  ]);
  const where = `The runtime at ${url}`;
  const config = (service: string): LocalClientConfig & ReturnType<typeof awsClientConfig> => ({
    ...awsClientConfig(),
    ...localClientConfig(lookUp(endpoints, where)(service)),
  });
  const clients = {
    dynamodb: new DynamoDBClient(config('dynamodb')),
    sqs: new SQSClient({ ...config('sqs'), useQueueUrlAsEndpoint: false }),
    s3: new S3Client({ ...config('s3'), forcePathStyle: true }),
    kinesis: new KinesisClient(config('kinesis')),
    secrets: new SecretsManagerClient(config('secretsmanager')),
    scheduler: new SchedulerClient(config('scheduler')),
  };
  const urls = Object.fromEntries(queues.map((each) => [each.queue, each.url]));
  return installation(
    clients,
    { ...tables, ...buckets, ...eventStreams, ...secrets, ...groups, ...urls },
    queues.map(({ queue }) => queue),
    where,
  );
}

/** A page of the runtime itself. @throws Error when nothing answers */
export async function localPage<T>(url: string, name: string): Promise<T> {
  try {
    return (await (await fetch(`${url}/_local/${name}`)).json()) as T;
  } catch (error) {
    throw new Error(`Nothing that npm start runs answers at ${url}; start it, or set PORT.`, {
      cause: error,
    });
  }
}
