import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalText, text, texts, type Input } from '../aws-json/input';
import { DEFAULT_LENGTH, MAX_LENGTH, randomPassword } from './random-password';
import { CURRENT, type Secret, type SecretVersion } from './secret';
import { optionalBoolean, secondsNow, versionToken } from './secret-input';
import type { SecretStore } from './secret-store';
import { secretValue } from './secret-value';

/** Values of secrets, and the staging labels of their versions. */
export function valueOperations(store: SecretStore): Operations {
  return {
    GetSecretValue: (input) => {
      const secret = store.usable(input);
      const { id, value, stages, createdAt } = wantedVersion(secret, input);
      return { ...namesOf(secret), VersionId: id, ...value, VersionStages: stages, CreatedDate: createdAt };
    },

    PutSecretValue: (input) => {
      const secret = store.usable(input);
      const stages = input.VersionStages === undefined ? [CURRENT] : texts(input, 'VersionStages');
      const { id, stages: given } = secret.put(versionToken(input), secretValue(input), stages, secondsNow());
      store.keep();
      return { ...namesOf(secret), VersionId: id, VersionStages: given };
    },

    ListSecretVersionIds: (input) => {
      const secret = store.named(input);
      const all = optionalBoolean(input, 'IncludeDeprecated');
      const versions = secret.state.versions.filter(({ stages }) => all || stages.length > 0);
      const Versions = versions.map(({ id, stages, createdAt }) => ({
        VersionId: id,
        VersionStages: stages,
        CreatedDate: createdAt,
      }));
      return { ...namesOf(secret), Versions };
    },

    UpdateSecretVersionStage: (input) => {
      const secret = store.usable(input);
      moveStage(secret, input);
      secret.state.changedAt = secondsNow();
      store.keep();
      return namesOf(secret);
    },

    GetRandomPassword: (input) => ({
      RandomPassword: randomPassword({
        length: boundedInteger(input, 'PasswordLength', 1, MAX_LENGTH, DEFAULT_LENGTH),
        excludeCharacters: optionalText(input, 'ExcludeCharacters') ?? '',
        excludeLowercase: optionalBoolean(input, 'ExcludeLowercase'),
        excludeUppercase: optionalBoolean(input, 'ExcludeUppercase'),
        excludeNumbers: optionalBoolean(input, 'ExcludeNumbers'),
        excludePunctuation: optionalBoolean(input, 'ExcludePunctuation'),
        includeSpace: optionalBoolean(input, 'IncludeSpace'),
        requireEachIncludedType:
          input.RequireEachIncludedType === undefined || optionalBoolean(input, 'RequireEachIncludedType'),
      }),
    }),
  };
}

export function namesOf({ arn, state }: Secret): { readonly ARN: string; readonly Name: string } {
  return { ARN: arn, Name: state.name };
}

function wantedVersion(secret: Secret, input: Input): SecretVersion {
  const id = optionalText(input, 'VersionId');
  const stage = optionalText(input, 'VersionStage') ?? (id === undefined ? CURRENT : undefined);
  const version = id === undefined ? secret.staged(stage ?? CURRENT) : secret.version(id);
  if (version === undefined) {
    const which = id === undefined ? `staging label: ${stage ?? CURRENT}` : `VersionId: ${id}`;
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${which}`,
    );
  }
  if (stage === undefined || version.stages.includes(stage)) return version;
  throw new AwsError(
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  );
}

function moveStage(secret: Secret, input: Input): void {
  const stage = text(input, 'VersionStage');
  const [from, to] = [
    versionOf(secret, input, 'RemoveFromVersionId'),
    versionOf(secret, input, 'MoveToVersionId'),
  ];
  const holder = secret.staged(stage);
  if (from === undefined && to === undefined) {
    throw invalid('You must provide RemoveFromVersionId, MoveToVersionId, or both.');
  }
  if (to === undefined && stage === CURRENT) {
    throw invalid(`You can't remove staging label ${stage}: move it to another version.`);
  }
  if (holder !== from && (from !== undefined || (holder !== undefined && holder !== to))) {
    throw invalid(
      `RemoveFromVersionId has to be the version that the staging label ${stage} is attached to: ${holder?.id ?? 'none'}.`,
    );
  }
  secret.move(stage, to);
}

function versionOf(secret: Secret, input: Input, member: string): SecretVersion | undefined {
  const id = optionalText(input, member);
  if (id === undefined) return undefined;
  const version = secret.version(id);
  if (version !== undefined) return version;
  throw new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for VersionId: ${id}`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
