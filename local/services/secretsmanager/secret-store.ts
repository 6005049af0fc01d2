import { AwsError } from '../aws-json/aws-error';
import { text, type Input } from '../aws-json/input';
import { Secret } from './secret';
import { secretName } from './secret-arn';
import { NOT_KEPT, type SecretsFile } from './secrets-file';

/** All secrets of this machine. */
export class SecretStore {
  private readonly secrets: Map<string, Secret>;

  constructor(private readonly file: SecretsFile = NOT_KEPT) {
    this.secrets = new Map(file.known.map((state) => [state.name, new Secret(state)]));
  }

  get all(): readonly Secret[] {
    return [...this.secrets.values()];
  }

  /** @param id name, ARN, or ARN without its last six characters */
  find(id: string): Secret | undefined {
    return this.secrets.get(secretName(id));
  }

  /** @throws AwsError when the secret of the request's `SecretId` is not there */
  named(input: Input): Secret {
    const secret = this.find(text(input, 'SecretId'));
    if (secret !== undefined) return secret;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }

  /** @throws AwsError also when the secret is marked for deletion */
  usable(input: Input): Secret {
    const secret = this.named(input);
    if (secret.state.deletedAt === undefined) return secret;
    throw new AwsError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }

  add(secret: Secret): void {
    this.secrets.set(secret.state.name, secret);
  }

  remove({ state }: Secret): void {
    this.secrets.delete(state.name);
  }

  /** Writes everything down, where there is a place for it. */
  keep(): void {
    this.file.keep(this.all.map(({ state }) => state));
  }
}
