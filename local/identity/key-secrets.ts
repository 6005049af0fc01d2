import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  signingKeysIn,
  SIGNING_KEYS,
  verificationKeysIn,
  VERIFICATION_KEYS,
  type KeySecret,
} from '../../src/identity/key-documents';
import { NO_KEYS, type Keys } from '../../src/identity/key-set';

/** The two secrets with the keys of an installation, for tools: a function reads one of them at most. */
export class KeySecrets {
  /** @param arnOf ARN or name of a secret */
  constructor(
    private readonly client: SecretsManagerClient,
    private readonly arnOf: (logicalId: KeySecret) => string,
  ) {}

  /** @throws Error when one of them holds something else */
  async read(): Promise<Keys> {
    const [verification, signing] = await Promise.all([
      this.textOf(VERIFICATION_KEYS),
      this.textOf(SIGNING_KEYS),
    ]);
    return {
      verification: verification === undefined ? NO_KEYS.verification : verificationKeysIn(verification),
      signing: signing === undefined ? NO_KEYS.signing : signingKeysIn(signing),
    };
  }

  /** Public keys first: no key signs, and none is taken away, before everybody can know. */
  async write({ verification, signing }: Keys): Promise<void> {
    await this.put(VERIFICATION_KEYS, verification);
    await this.put(SIGNING_KEYS, signing);
  }

  private async textOf(logicalId: KeySecret): Promise<string | undefined> {
    try {
      const { SecretString } = await this.client.send(
        new GetSecretValueCommand({ SecretId: this.arnOf(logicalId) }),
      );
      return SecretString;
    } catch (error) {
      // A secret without any value yet is answered for as one that is not there.
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  private async put(logicalId: KeySecret, content: object): Promise<void> {
    const command = new PutSecretValueCommand({
      SecretId: this.arnOf(logicalId),
      SecretString: JSON.stringify(content),
    });
    await this.client.send(command);
  }
}
