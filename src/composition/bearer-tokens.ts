import type { TokenVerifier } from '../identity/verification';
import { BearerTokens } from '../identity/bearer-tokens';
import { CognitoTokens } from '../identity/cognito-tokens';
import { OwnTokens } from '../identity/own-tokens';
import { PublicKeys } from '../identity/public-keys';
import type { Secrets } from '../outside/secrets';
import type { Environment } from './environment';

/** Tokens of this application, and of a user pool where one is configured. */
export function bearerTokens({ tokens, userPool }: Environment, secrets: Pick<Secrets, 'get'>): BearerTokens {
  const own = new OwnTokens(new PublicKeys(secrets), tokens);
  const others: TokenVerifier[] = userPool === undefined ? [] : [new CognitoTokens(userPool)];
  return new BearerTokens([own, ...others]);
}
