import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretsManagerSecrets } from '../../src/aws/secrets-manager';
import { SIGNING_KEYS } from '../../src/identity/key-documents';
import { TokenSigner } from '../../src/identity/token-signer';
import { localClientConfig } from '../services/provision/client-config';
import type { CloudResource } from '../services/provision/cloud-resource';
import type { FunctionDefinition } from '../lambda/function-definition';
import { PageRefusal, type Page } from '../status/local-pages';
import { thrownMessage } from '../thrown-message';
import { keySecretNames } from './key-secret-names';
import { tokenOrder } from './token-order';

const DAY = 24 * 60 * 60;

/**
 * `/_local/token?role=admin`: a token of the application for development, signed as it signs them.
 *
 * @returns undefined for a template whose functions are told of no issuer, or that has no keys
 */
export function tokenPage(
  resources: readonly CloudResource[],
  functions: readonly Pick<FunctionDefinition, 'variables'>[],
  endpoint: string,
): Page | undefined {
  const names = keySecretNames(resources);
  const told = functions.find(({ variables }) => variables.TOKEN_ISSUER !== undefined)?.variables;
  if (names === undefined || told === undefined) return undefined;
  const { TOKEN_ISSUER: issuer = '', TOKEN_AUDIENCE: audience = '' } = told;
  return async (query) => {
    const { subject, days } = orderIn(query);
    const client = new SecretsManagerClient(localClientConfig(endpoint));
    try {
      const secrets = new SecretsManagerSecrets(
        () => client,
        () => names[SIGNING_KEYS],
      );
      return await new TokenSigner(secrets, { issuer, audience }).issue(subject, new Date(), days * DAY);
    } finally {
      client.destroy();
    }
  };
}

function orderIn(query: URLSearchParams): ReturnType<typeof tokenOrder> {
  try {
    return tokenOrder(Object.fromEntries(query));
  } catch (error) {
    throw new PageRefusal(thrownMessage(error), { cause: error });
  }
}
