import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localClientConfig } from '../../local/services/provision/client-config';
import { lookUp, type Installation } from './installation';

type Page<T> = Readonly<Record<string, T>>;

/** What a running `npm start` tells of itself. @param url of its API @throws Error when there is none */
export async function localInstallation(url: string): Promise<Installation> {
  const [endpoints, tables, buckets, queues] = await Promise.all([
    localPage<Page<string>>(url, 'endpoints'),
    localPage<Page<string>>(url, 'tables'),
    localPage<Page<string>>(url, 'buckets'),
    localPage<readonly { readonly queue: string; readonly url: string }[]>(url, 'queues'),
  ]);
  const config = (service: string): ReturnType<typeof localClientConfig> =>
    localClientConfig(lookUp(endpoints, `The runtime at ${url}`)(service));
  const names = { ...tables, ...buckets, ...Object.fromEntries(queues.map((each) => [each.queue, each.url])) };
  return {
    dynamodb: new DynamoDBClient(config('dynamodb')),
    sqs: new SQSClient({ ...config('sqs'), useQueueUrlAsEndpoint: false }),
    s3: new S3Client({ ...config('s3'), forcePathStyle: true }),
    nameOf: lookUp(names, `The runtime at ${url}`),
    queues: queues.map(({ queue }) => queue),
  };
}

async function localPage<T>(url: string, name: string): Promise<T> {
  try {
    return (await (await fetch(`${url}/_local/${name}`)).json()) as T;
  } catch (error) {
    throw new Error(`Nothing that npm start runs answers at ${url}; start it, or set PORT.`, { cause: error });
  }
}
