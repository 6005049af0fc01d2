import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../outside/secrets';
import { awsClientConfig } from './aws-client-config';

/** Seconds for which what was read is taken to be so still. */
export const SECRETS_KEPT = 300;

export function secretsManagerClient(): SecretsManagerClient {
  return new SecretsManagerClient(awsClientConfig());
}

interface Held {
  readonly text: string;
  /** Milliseconds: when its reading began. */
  readonly at: number;
}

/** Secrets of AWS Secrets Manager, kept in memory. */
export class SecretsManagerSecrets implements Secrets {
  private made: SecretsManagerClient | undefined;
  private readonly held = new Map<string, Held>();
  private readonly underWay = new Map<string, Promise<string>>();

  /**
   * @param makeClient asked when it is first needed
   * @param arnOf throws for a secret that the function has not been given
   * @param now milliseconds
   */
  constructor(
    private readonly makeClient: () => SecretsManagerClient,
    private readonly arnOf: (logicalId: string) => string,
    private readonly now: () => number = Date.now,
  ) {}

  /** One read of a secret under way at a time; one that fails is not remembered. */
  async get(logicalId: string, maxAge = SECRETS_KEPT): Promise<string> {
    const held = this.held.get(logicalId);
    if (held !== undefined && this.now() - held.at < maxAge * 1000) return held.text;
    const reading = this.underWay.get(logicalId) ?? this.start(logicalId);
    return reading;
  }

  private start(logicalId: string): Promise<string> {
    const at = this.now();
    const reading = this.read(logicalId)
      .then((text) => {
        this.held.set(logicalId, { text, at });
        return text;
      })
      .finally(() => this.underWay.delete(logicalId));
    this.underWay.set(logicalId, reading);
    return reading;
  }

  private async read(logicalId: string): Promise<string> {
    this.made ??= this.makeClient();
    const command = new GetSecretValueCommand({ SecretId: this.arnOf(logicalId) });
    try {
      const { SecretString } = await this.made.send(command);
      if (SecretString !== undefined) return SecretString;
    } catch (error) {
      // Also what a secret without any value is answered with.
      if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
      throw new Error(emptyOf(logicalId), { cause: error });
    }
    throw new Error(emptyOf(logicalId));
  }
}

function emptyOf(logicalId: string): string {
  return `The secret ${logicalId} holds no text yet: npm run keys -- rotate makes the first keys, and others are put by hand.`;
}
