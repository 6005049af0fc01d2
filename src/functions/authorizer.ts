import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { secretsManagerClient, SecretsManagerSecrets } from '../aws/secrets-manager';
import { bearerTokens } from '../composition/bearer-tokens';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { contextFor, type AuthorizerContext } from '../identity/principal';

/** "Control access to HTTP APIs with AWS Lambda authorizers": simple responses. */
interface AuthorizerAnswer {
  readonly isAuthorized: boolean;
  readonly context?: AuthorizerContext;
}

const environment = new Environment();
const logger = createLogger();
const secrets = new SecretsManagerSecrets(secretsManagerClient, (logicalId) =>
  environment.resource(logicalId),
);
const tokens = bearerTokens(environment, secrets);

/**
 * HTTP API, before every route that is not public: who sends the request, by their token. A token that has expired is let
 * through, and the function behind says so: the answer from here is kept for longer than many a token is good.
 *
 * @throws Error when keys cannot be had; the gateway answers 500, as nothing is known of the token
 */
export async function handler(
  event: Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'routeKey' | 'requestContext'>,
): Promise<AuthorizerAnswer> {
  // The headers are missing where there are none, whatever their type says.
  const verification = await tokens.verify({ ...event.headers });
  if (verification.outcome !== 'refused') {
    return { isAuthorized: true, context: contextFor(verification.principal) };
  }
  const { reason } = verification;
  logger.info('token refused', { reason, route: event.routeKey, requestId: event.requestContext.requestId });
  return { isAuthorized: false };
}
