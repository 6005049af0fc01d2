import {
  CreateStreamCommand,
  KinesisClient,
  ResourceInUseException,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

export async function provisionStreams(
  streams: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new KinesisClient({ ...localClientConfig(endpoint), requestHandler: new NodeHttpHandler() });
  try {
    for (const stream of streams) await provisionStream(client, stream);
  } finally {
    client.destroy();
  }
}

async function provisionStream(client: KinesisClient, stream: ProvisionedResource): Promise<void> {
  const StreamName = physicalName(stream);
  const ShardCount = Number(stream.properties.ShardCount ?? 1);
  try {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error; // it exists: nothing to do
  }
  await waitUntilStreamExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StreamName });
}
