import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

export async function provisionBuckets(
  buckets: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new S3Client({ ...localClientConfig(endpoint), forcePathStyle: true });
  try {
    for (const bucket of buckets) await createBucket(client, physicalName(bucket));
  } finally {
    client.destroy();
  }
}

async function createBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error; // it exists: nothing to do
  }
}
