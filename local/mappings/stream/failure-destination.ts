import type { Endpoints } from '../../services/endpoints';
import { AwsCallError, AwsClient, sqsService } from '../../wire/aws-client';
import type { StreamMappingDefinition } from '../mapping-definition';
import type { Discard } from './batch';
import { failureObjectKey, failureRecord, type FailureSource } from './failure-record';

/** Where a mapping sends what it gives up. */
export interface FailureDestination {
  send(discard: Discard, source: FailureSource, signal: AbortSignal): Promise<void>;
  close(): void;
}

/**
 * A standard queue gets the description, a bucket also the whole event: only S3 has room for it.
 *
 * @param arn of a queue or a bucket
 */
export function failureDestination(
  arn: string,
  { uuid, functionId }: Pick<StreamMappingDefinition, 'uuid' | 'functionId'>,
  endpoints: Endpoints,
): FailureDestination {
  return arn.split(':')[2] === 's3'
    ? bucketDestination(arn.slice(arn.lastIndexOf(':') + 1), uuid, functionId, endpoints.s3)
    : queueDestination(arn.slice(arn.lastIndexOf(':') + 1), functionId, endpoints.sqs);
}

function queueDestination(QueueName: string, functionId: string, endpoint: string): FailureDestination {
  const client = new AwsClient(endpoint, sqsService, functionId);
  return {
    async send(discard, source, signal) {
      const { QueueUrl } = (await client.call('GetQueueUrl', { QueueName }, signal)) as { QueueUrl: string };
      const MessageBody = JSON.stringify(failureRecord(discard, source, Date.now()));
      await client.call('SendMessage', { QueueUrl, MessageBody }, signal);
    },
    close: () => {
      client.close();
    },
  };
}

function bucketDestination(
  bucket: string,
  mappingUuid: string,
  functionId: string,
  endpoint: string,
): FailureDestination {
  const service = { signingName: 's3', target: '', version: '1.0' } as const;
  const client = new AwsClient(endpoint, service, functionId);
  return {
    async send(discard, source, signal) {
      const now = Date.now();
      const payload = JSON.stringify({ Records: discard.batch.records.map(({ event }) => event) });
      const path = `/${bucket}/${failureObjectKey(mappingUuid, source.shardId, now)}`;
      const body = JSON.stringify({ ...failureRecord(discard, source, now), payload });
      const headers = { 'content-type': 'application/json' };
      const { status, text } = await client.request({ method: 'PUT', path, headers, body, signal });
      if (status >= 300) throw new AwsCallError(`HTTP ${status}`, 'PutObject', text.slice(0, 200));
    },
    close: () => {
      client.close();
    },
  };
}
