import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { rotated, signerAt } from '../../src/identity/key-set';
import { makeKey } from '../../src/identity/make-key';
import { secondsOf } from '../../src/identity/token-rules';
import { localClientConfig } from '../services/provision/client-config';
import type { CloudResource } from '../services/provision/cloud-resource';
import { keySecretNames } from './key-secret-names';
import { KeySecrets } from './key-secrets';

/** What `npm run keys -- rotate` does after a first deployment: an application that takes tokens is of no use without keys. */
export async function makeFirstKeys(resources: readonly CloudResource[], endpoint: string): Promise<void> {
  const names = keySecretNames(resources);
  if (names === undefined) return;
  const client = new SecretsManagerClient(localClientConfig(endpoint));
  try {
    const secrets = new KeySecrets(client, (logicalId) => names[logicalId]);
    const keys = await secrets.read();
    const now = secondsOf(new Date());
    if (signerAt(keys.signing, now) === undefined)
      await secrets.write(rotated(keys, await makeKey(), now, 0));
  } finally {
    client.destroy();
  }
}
