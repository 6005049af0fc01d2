import { AlreadyExistsException, CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { thrownMessage } from '../../thrown-message';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

export async function provisionIdentities(
  identities: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new SESv2Client(localClientConfig(endpoint));
  try {
    for (const identity of identities) await createIdentity(client, identity);
  } finally {
    client.destroy();
  }
}

async function createIdentity(client: SESv2Client, identity: ProvisionedResource): Promise<void> {
  try {
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: physicalName(identity) }));
  } catch (error) {
    if (error instanceof AlreadyExistsException) return; // it exists: nothing to do
    throw new Error(`${identity.logicalId}: ${thrownMessage(error)}`, { cause: error });
  }
}
