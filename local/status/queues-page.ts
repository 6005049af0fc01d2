import type { Mapping, MappingStatus } from '../mappings/mapping';
import type { Endpoints } from '../services/endpoints';
import { isProvisioned, type CloudResource } from '../services/provision/cloud-resource';
import { physical } from '../services/provision/physical';
import { isJsonObject } from '../template/json';
import { AwsClient, sqsService } from '../wire/aws-client';

export interface QueueStatus {
  readonly queue: string;
  readonly url: string;
  /** Messages that can be received. */
  readonly visible: number;
  /** Messages that were received and not deleted yet. */
  readonly inFlight: number;
  readonly delayed: number;
  /** Logical id of the queue that gets what was received too often. */
  readonly deadLetterQueue?: string;
  /** Logical ids of the queues for which this is the dead-letter queue. */
  readonly deadLetterQueueOf: readonly string[];
  readonly mappings: readonly MappingStatus[];
}

/** @returns the content of `/_local/queues`, asked of SQS each time */
export function queuesPage(
  resources: readonly CloudResource[],
  mappings: readonly Mapping[],
  endpoints: Endpoints,
): () => Promise<QueueStatus[]> {
  const queues = resources
    .filter(isProvisioned)
    .filter(({ type }) => type === 'AWS::SQS::Queue')
    .map((resource) => {
      const { ref: url, attributes } = physical(resource, endpoints);
      return { resource, url, arn: attributes.Arn ?? '' };
    });
  const client = new AwsClient(endpoints.sqs, sqsService);
  const deadLetterOf = ({ properties }: CloudResource): string | undefined => {
    const { RedrivePolicy: policy } = properties;
    return queues.find(({ arn }) => isJsonObject(policy) && policy.deadLetterTargetArn === arn)?.resource
      .logicalId;
  };
  const depths = async (arn: string): Promise<Readonly<Record<string, string>>> => {
    // One for each: Node.js warns of more than ten requests that wait for the same signal.
    const { signal } = new AbortController();
    const QueueName = arn.slice(arn.lastIndexOf(':') + 1);
    const { QueueUrl } = (await client.call('GetQueueUrl', { QueueName }, signal)) as { QueueUrl: string };
    const input = { QueueUrl, AttributeNames: ['All'] };
    const answer = (await client.call('GetQueueAttributes', input, signal)) as {
      Attributes?: Record<string, string>;
    };
    return answer.Attributes ?? {};
  };
  return () =>
    Promise.all(
      queues.map(async ({ resource, url, arn }) => {
        const attributes = await depths(arn);
        const deadLetterQueue = deadLetterOf(resource);
        return {
          queue: resource.logicalId,
          url,
          visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
          inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
          delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
          ...(deadLetterQueue !== undefined && { deadLetterQueue }),
          deadLetterQueueOf: queues
            .filter((other) => deadLetterOf(other.resource) === resource.logicalId)
            .map((other) => other.resource.logicalId),
          mappings: mappings.map((mapping) => mapping.status()).filter(({ source }) => source === arn),
        };
      }),
    );
}
