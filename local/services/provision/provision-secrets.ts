import {
  CreateSecretCommand,
  ResourceExistsException,
  SecretsManagerClient,
  type Tag,
} from '@aws-sdk/client-secrets-manager';
import { thrownMessage } from '../../thrown-message';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';
import { firstSecretValue } from './first-secret-value';

/** A secret that is there already is left with the value that it has. */
export async function provisionSecrets(
  secrets: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new SecretsManagerClient(localClientConfig(endpoint));
  try {
    for (const secret of secrets) await createSecret(client, secret);
  } finally {
    client.destroy();
  }
}

async function createSecret(client: SecretsManagerClient, secret: ProvisionedResource): Promise<void> {
  const { Description, Tags } = secret.properties as { Description?: string; Tags?: Tag[] };
  const SecretString = firstSecretValue(secret);
  try {
    await client.send(
      new CreateSecretCommand({ Name: physicalName(secret), Description, Tags, SecretString }),
    );
  } catch (error) {
    if (error instanceof ResourceExistsException) return; // it exists: nothing to do
    throw new Error(`${secret.logicalId}: ${thrownMessage(error)}`, { cause: error });
  }
}
