import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalNumber, optionalText, text, type Input } from '../aws-json/input';
import { pageAfter } from '../aws-json/page';
import { tagList } from '../aws-json/tags';
import { CURRENT, Secret, type SecretVersion } from './secret';
import { secretArn, secretName } from './secret-arn';
import { matchesFilters } from './secret-filters';
import { optionalBoolean, secondsNow, versionToken } from './secret-input';
import type { SecretStore } from './secret-store';
import { optionalSecretValue } from './secret-value';
import { namesOf } from './value-operations';

const DAY = 86_400;
const MAX_PAGE = 100;

/** Secrets as such: created, changed, described, listed, deleted. */
export function secretOperations(store: SecretStore): Operations {
  return {
    CreateSecret: (input) => {
      const name = newName(store, input);
      const known = store.find(name);
      const secret = known ?? Secret.named(name, secondsNow(), tagList(input));
      const version = change(secret, input);
      store.add(secret);
      store.keep();
      return { ...namesOf(secret), VersionId: version?.id };
    },

    UpdateSecret: (input) => {
      const secret = store.usable(input);
      const version = change(secret, input);
      secret.state.changedAt = secondsNow();
      store.keep();
      return { ...namesOf(secret), VersionId: version?.id };
    },

    DescribeSecret: (input) => {
      const secret = store.named(input);
      return { ...secret.describe(), VersionIdsToStages: secret.stages() };
    },

    ListSecrets: (input) => {
      const all = optionalBoolean(input, 'IncludePlannedDeletion');
      const found = store.all
        .filter(({ state }) => all || state.deletedAt === undefined)
        .filter((secret) => matchesFilters(secret, input))
        .sort((a, b) => (a.state.name < b.state.name ? -1 : 1));
      const limit = boundedInteger(input, 'MaxResults', 1, MAX_PAGE, MAX_PAGE);
      const page = pageAfter(found, ({ state }) => state.name, optionalText(input, 'NextToken'), limit);
      return {
        SecretList: page.items.map((secret) => ({
          ...secret.describe(),
          SecretVersionsToStages: secret.stages(),
        })),
        NextToken: page.hasMore ? page.items.at(-1)?.state.name : undefined,
      };
    },

    DeleteSecret: (input) => {
      const days = recoveryDays(input);
      const id = text(input, 'SecretId');
      const secret = store.find(id);
      const deletedAt = secondsNow() + days * DAY;
      if (days > 0) store.usable(input).state.deletedAt = deletedAt;
      else if (secret !== undefined) store.remove(secret);
      store.keep();
      // A forced deletion of what is not there succeeds.
      const name = secretName(id);
      return { ARN: secretArn(name), Name: name, DeletionDate: deletedAt };
    },

    RestoreSecret: (input) => {
      const secret = store.named(input);
      secret.state.deletedAt = undefined;
      store.keep();
      return namesOf(secret);
    },
  };
}

/** What CreateSecret and UpdateSecret take alike. */
function change(secret: Secret, input: Input): SecretVersion | undefined {
  const value = optionalSecretValue(input);
  const token = versionToken(input);
  const version = value && secret.put(token, value, [CURRENT], secondsNow());
  secret.state.description = optionalText(input, 'Description') ?? secret.state.description;
  secret.state.kmsKeyId = optionalText(input, 'KmsKeyId') ?? secret.state.kmsKeyId;
  return version;
}

/** A request that comes again finds the secret that it made. */
function newName(store: SecretStore, input: Input): string {
  const name = text(input, 'Name');
  if (!/^[\w/+=.@-]{1,512}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@',
    );
  }
  const secret = store.find(name);
  if (secret === undefined) return name;
  if (secret.state.deletedAt !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (secret.version(versionToken(input)) !== undefined) return name;
  throw new AwsError(
    'ResourceExistsException',
    `The operation failed because the secret ${name} already exists.`,
  );
}

/** @returns 0 for a deletion at once */
function recoveryDays(input: Input): number {
  const days = optionalNumber(input, 'RecoveryWindowInDays');
  if (optionalBoolean(input, 'ForceDeleteWithoutRecovery')) {
    if (days === undefined) return 0;
    throw new AwsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days === undefined) return 30;
  if (Number.isInteger(days) && days >= 7 && days <= 30) return days;
  throw new AwsError(
    'InvalidParameterException',
    'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
  );
}
