import { SecretsManagerSecrets, secretsManagerClient } from '../../aws/secrets-manager';
import { TOKEN_SETTINGS, type TokenSettings } from '../../identity/token-settings';
import { SECRETS } from '../../outside/secrets';
import type { Environment } from '../environment';
import type { Provide } from './provide';

/** Also in whose name tokens are made: nobody makes any who reads no key. */
export const provideSecrets: Provide = (container, environment) => {
  container
    .bind(SECRETS)
    .toDynamicValue(() => new SecretsManagerSecrets(secretsManagerClient, (id) => environment.resource(id)));
  container.bind(TOKEN_SETTINGS).toConstantValue(tokenSettingsOf(environment));
};

/** Asked when a token is made: most functions are not told. */
function tokenSettingsOf(environment: Environment): TokenSettings {
  return {
    get issuer() {
      return environment.tokens.issuer;
    },
    get audience() {
      return environment.tokens.audience;
    },
  };
}
