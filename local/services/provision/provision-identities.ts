import { AlreadyExistsException, CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

export async function provisionIdentities(
  identities: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new SESv2Client(localClientConfig(endpoint));
  try {
    for (const identity of identities) await createIdentity(client, physicalName(identity));
  } finally {
    client.destroy();
  }
}

async function createIdentity(client: SESv2Client, EmailIdentity: string): Promise<void> {
  try {
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error; // it exists: nothing to do
  }
}
