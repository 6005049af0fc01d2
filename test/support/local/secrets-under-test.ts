import { CreateSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LocalService } from '../../../local/services/local-service';
import { startSecretsManager } from '../../../local/services/secretsmanager/start-secretsmanager';
import { closeClients, secretsManagerClient } from './clients';

/** A local Secrets Manager for the tests of one file. */
export class SecretsUnderTest {
  private secrets = 0;

  private constructor(
    readonly service: LocalService,
    readonly client: SecretsManagerClient,
  ) {}

  static async start(dataDir?: string): Promise<SecretsUnderTest> {
    const service = await startSecretsManager('127.0.0.1', { dataDir });
    return new SecretsUnderTest(service, secretsManagerClient(service.endpoint));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    closeClients();
  }

  /** @returns the name of a new secret, which has no value unless one is given */
  async newSecret(SecretString?: string): Promise<string> {
    const Name = `secret-${(this.secrets += 1)}`;
    await this.client.send(new CreateSecretCommand({ Name, SecretString }));
    return Name;
  }
}
