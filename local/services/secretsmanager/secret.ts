import { AwsError } from '../aws-json/aws-error';
import { describeTags, type Tags } from '../aws-json/tags';
import { secretArn } from './secret-arn';
import { isSameValue, type SecretValue } from './secret-value';

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** Versions without a staging label are deprecated; the oldest go when there are more ("Quotas"). */
const MAX_VERSIONS = 100;

export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  /** Seconds since 1970, as all times here. */
  readonly createdAt: number;
  stages: readonly string[];
}

/** A secret with its versions, as it is told to `--data`. */
export interface SecretState {
  readonly name: string;
  description: string | undefined;
  kmsKeyId: string | undefined;
  readonly createdAt: number;
  changedAt: number;
  /** When it may go, for a secret that is marked for deletion. */
  deletedAt: number | undefined;
  readonly tags: Tags;
  versions: readonly SecretVersion[];
}

/** One secret: versions of a value, and the staging labels that say which of them is current. */
export class Secret {
  readonly arn: string;

  constructor(readonly state: SecretState) {
    this.arn = secretArn(state.name);
  }

  static named(name: string, now: number, tags: Tags): Secret {
    const times = { createdAt: now, changedAt: now, deletedAt: undefined };
    return new Secret({ name, description: undefined, kmsKeyId: undefined, ...times, tags, versions: [] });
  }

  version(id: string): SecretVersion | undefined {
    return this.state.versions.find((version) => version.id === id);
  }

  staged(stage: string): SecretVersion | undefined {
    return this.state.versions.find(({ stages }) => stages.includes(stage));
  }

  /**
   * Adds a version, or finds it again: its id is the token of the request, which a client may send twice.
   *
   * @param stages move to it from the versions that have them
   */
  put(id: string, value: SecretValue, stages: readonly string[], now: number): SecretVersion {
    const known = this.version(id);
    if (known !== undefined) {
      if (isSameValue(known.value, value)) return known;
      throw new AwsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${this.arn}.`,
      );
    }
    const version: SecretVersion = { id, value, createdAt: now, stages: [] };
    const isFirst = this.state.versions.length === 0;
    this.state.versions = [...this.state.versions, version];
    for (const stage of new Set(isFirst ? [CURRENT, ...stages] : stages)) this.move(stage, version);
    this.dropDeprecated();
    this.state.changedAt = now;
    return version;
  }

  /** The version that was current becomes the previous one. */
  move(stage: string, to: SecretVersion | undefined): void {
    const from = this.staged(stage);
    if (from === to) return;
    if (from !== undefined) from.stages = from.stages.filter((each) => each !== stage);
    if (to !== undefined) to.stages = [...to.stages, stage];
    if (stage === CURRENT && from !== undefined) this.move(PREVIOUS, from);
  }

  /** Members that DescribeSecret and ListSecrets have in common. */
  describe(): object {
    const { name, description, kmsKeyId, createdAt, changedAt, deletedAt, tags } = this.state;
    return {
      ARN: this.arn,
      Name: name,
      Description: description,
      KmsKeyId: kmsKeyId,
      RotationEnabled: false,
      CreatedDate: createdAt,
      LastChangedDate: changedAt,
      DeletedDate: deletedAt,
      Tags: describeTags(tags),
    };
  }

  /** Staging labels by version, without versions that have none. */
  stages(): Readonly<Record<string, readonly string[]>> {
    const staged = this.state.versions.filter(({ stages }) => stages.length > 0);
    return Object.fromEntries(staged.map(({ id, stages }) => [id, stages]));
  }

  private dropDeprecated(): void {
    const { versions } = this.state;
    let surplus = versions.length - MAX_VERSIONS;
    this.state.versions = versions.filter(({ stages }) => stages.length > 0 || surplus-- <= 0);
  }
}
