import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { isFifoQueue, physicalName } from './physical-name';
import { queueAttributes } from './queue-attributes';

/**
 * Creates all queues before it ties them to their dead-letter queues, so that their order does not matter. A queue
 * that is there already is left with the attributes that it has.
 */
export async function provisionQueues(
  queues: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new SQSClient({ ...localClientConfig(endpoint), useQueueUrlAsEndpoint: false });
  try {
    const urls: string[] = [];
    for (const queue of queues)
      urls.push((await existingUrl(client, queue)) ?? (await create(client, queue)));
    for (const [index, queue] of queues.entries()) {
      const { RedrivePolicy } = queueAttributes(queue);
      if (RedrivePolicy === undefined) continue;
      await client.send(
        new SetQueueAttributesCommand({ QueueUrl: urls[index], Attributes: { RedrivePolicy } }),
      );
    }
  } finally {
    client.destroy();
  }
}

async function existingUrl(client: SQSClient, queue: ProvisionedResource): Promise<string | undefined> {
  try {
    return urlOf(await client.send(new GetQueueUrlCommand({ QueueName: physicalName(queue) })));
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

/** The emulator takes the attributes of FIFO queues here and not in SetQueueAttributes. */
async function create(client: SQSClient, queue: ProvisionedResource): Promise<string> {
  const Attributes = queueAttributes(queue);
  delete Attributes.RedrivePolicy;
  if (isFifoQueue(queue)) Attributes.FifoQueue = 'true';
  return urlOf(await client.send(new CreateQueueCommand({ QueueName: physicalName(queue), Attributes })));
}

function urlOf({ QueueUrl }: { readonly QueueUrl?: string | undefined }): string {
  if (QueueUrl === undefined) throw new Error('SQS answered without a queue URL.');
  return QueueUrl;
}
