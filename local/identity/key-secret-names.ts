import { SIGNING_KEYS, VERIFICATION_KEYS, type KeySecret } from '../../src/identity/key-documents';
import type { CloudResource } from '../services/provision/cloud-resource';
import { namesPage } from '../status/names-page';

/** Names of the two secrets with the keys of tokens; undefined for a template that has them not. */
export function keySecretNames(
  resources: readonly CloudResource[],
): Readonly<Record<KeySecret, string>> | undefined {
  const names = namesPage(resources, 'AWS::SecretsManager::Secret');
  const { [VERIFICATION_KEYS]: verification, [SIGNING_KEYS]: signing } = names;
  if (verification === undefined || signing === undefined) return undefined;
  return { [VERIFICATION_KEYS]: verification, [SIGNING_KEYS]: signing };
}
