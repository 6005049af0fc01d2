import { SecretsManagerSecrets, secretsManagerClient } from '../../aws/secrets-manager';
import { SECRETS } from '../../outside/secrets';
import type { Provide } from './provide';

export const provideSecrets: Provide = (container, environment) => {
  container
    .bind(SECRETS)
    .toDynamicValue(() => new SecretsManagerSecrets(secretsManagerClient, (id) => environment.resource(id)));
};
