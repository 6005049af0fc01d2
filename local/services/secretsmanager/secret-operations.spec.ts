import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { SecretsUnderTest } from '../../../test/support/local/secrets-under-test';
import { secretArn } from './secret-arn';

describe('secrets, by the SDK', () => {
  let secrets: SecretsUnderTest;

  beforeAll(async () => {
    secrets = await SecretsUnderTest.start();
  });
  afterAll(() => secrets.stop());

  it('are created and described', async () => {
    const Tags = [{ Key: 'stage', Value: 'test' }];
    const about = { Name: 'iam/SigningKeys', Description: 'keys', KmsKeyId: 'alias/own', Tags };
    const created = await secrets.client.send(new CreateSecretCommand({ ...about, SecretString: 'a' }));
    const ARN = secretArn('iam/SigningKeys');
    expect(created).toMatchObject({ ARN, Name: about.Name });

    const described = await secrets.client.send(new DescribeSecretCommand({ SecretId: ARN }));
    expect(described).toMatchObject({
      ...about,
      ARN,
      RotationEnabled: false,
      VersionIdsToStages: { [created.VersionId ?? '']: ['AWSCURRENT'] },
    });
    for (const time of [described.CreatedDate, described.LastChangedDate])
      expect(Date.now() - (time?.getTime() ?? 0)).toBeLessThan(10_000);
    expect(JSON.stringify(described)).not.toContain('SecretString');
  });

  it('are found by name, ARN and ARN without its last characters, and by nothing else', async () => {
    const name = await secrets.newSecret('found');
    const arn = secretArn(name);
    for (const SecretId of [name, arn, arn.slice(0, -7)]) {
      const { SecretString } = await secrets.client.send(new GetSecretValueCommand({ SecretId }));
      expect(SecretString).toBe('found');
    }
    const others = ['nowhere', `${arn}x`, `${arn.slice(0, -1)}_`, arn.replace('us-east-1', 'eu-west-1')];
    for (const SecretId of others) {
      await expect(secrets.client.send(new DescribeSecretCommand({ SecretId }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: "Secrets Manager can't find the specified secret.",
      });
    }
  });

  it('may be created again by the same request, and by no other', async () => {
    const request = { Name: 'once', SecretString: 'a', ClientRequestToken: randomUUID() };
    const first = await secrets.client.send(new CreateSecretCommand(request));
    const again = await secrets.client.send(new CreateSecretCommand(request));
    expect(again).toMatchObject({ ARN: first.ARN, VersionId: request.ClientRequestToken });
    for (const changes of [{ SecretString: 'b' }, { ClientRequestToken: randomUUID() }]) {
      const other = secrets.client.send(new CreateSecretCommand({ ...request, ...changes }));
      await expect(other).rejects.toHaveProperty('name', 'ResourceExistsException');
    }
  });

  it('are updated, with a value or without', async () => {
    const SecretId = await secrets.newSecret('old');
    const described = await secrets.client.send(
      new UpdateSecretCommand({ SecretId, Description: 'new', KmsKeyId: 'k' }),
    );
    expect(described.VersionId).toBeUndefined();
    const { VersionId } = await secrets.client.send(
      new UpdateSecretCommand({ SecretId, SecretString: 'new' }),
    );
    const value = await secrets.client.send(new GetSecretValueCommand({ SecretId }));
    expect(value).toMatchObject({ SecretString: 'new', VersionId });
    const { Description, KmsKeyId } = await secrets.client.send(new DescribeSecretCommand({ SecretId }));
    expect({ Description, KmsKeyId }).toEqual({ Description: 'new', KmsKeyId: 'k' });
  });

  it('are listed in pages, and by filters', async () => {
    for (const Name of ['list/b', 'list/a', 'list/c']) {
      const Tags = [{ Key: Name, Value: 'listed' }];
      await secrets.client.send(new CreateSecretCommand({ Name, Description: `for ${Name}`, Tags }));
    }
    const Filters = [{ Key: 'name' as const, Values: ['list/'] }];
    const first = await secrets.client.send(new ListSecretsCommand({ Filters, MaxResults: 2 }));
    const rest = await secrets.client.send(
      new ListSecretsCommand({ Filters, MaxResults: 2, NextToken: first.NextToken }),
    );
    const pages = [first, rest].map(({ SecretList }) => SecretList?.map(({ Name }) => Name));
    expect(pages).toEqual([['list/a', 'list/b'], ['list/c']]);
    expect(rest.NextToken).toBeUndefined();

    const found = async (Key: 'description' | 'tag-key' | 'tag-value', value: string): Promise<unknown> => {
      const command = new ListSecretsCommand({ Filters: [{ Key, Values: ['nothing', value] }] });
      return (await secrets.client.send(command)).SecretList?.map(({ Name }) => Name);
    };
    expect(await found('description', 'for list/b')).toEqual(['list/b']);
    expect(await found('tag-key', 'list/c')).toEqual(['list/c']);
    expect(await found('tag-value', 'list')).toEqual(['list/a', 'list/b', 'list/c']);
    const unknown = new ListSecretsCommand({ Filters: [{ Key: 'owning-service', Values: ['x'] }] });
    await expect(secrets.client.send(unknown)).rejects.toHaveProperty('name', 'InvalidParameterException');
  });

  it('are marked for deletion and restored', async () => {
    const SecretId = await secrets.newSecret('kept');
    const { DeletionDate } = await secrets.client.send(
      new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }),
    );
    const days = ((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);

    const get = new GetSecretValueCommand({ SecretId });
    const marked = {
      name: 'InvalidRequestException',
      message: expect.stringContaining('marked for deletion') as unknown,
    };
    await expect(secrets.client.send(get)).rejects.toMatchObject(marked);
    const recreated = secrets.client.send(new CreateSecretCommand({ Name: SecretId }));
    await expect(recreated).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('already scheduled for deletion') as unknown,
    });
    const listed = async (IncludePlannedDeletion: boolean): Promise<boolean> => {
      const { SecretList = [] } = await secrets.client.send(
        new ListSecretsCommand({ IncludePlannedDeletion }),
      );
      return SecretList.some(({ Name }) => Name === SecretId);
    };
    expect([await listed(false), await listed(true)]).toEqual([false, true]);
    expect((await secrets.client.send(new DescribeSecretCommand({ SecretId }))).DeletedDate).toEqual(
      DeletionDate,
    );

    await secrets.client.send(new RestoreSecretCommand({ SecretId }));
    expect((await secrets.client.send(get)).SecretString).toBe('kept');
  });

  it('are deleted at once by force, also when they are not there', async () => {
    const SecretId = await secrets.newSecret('gone');
    const force = new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true });
    for (const attempt of [force, force]) {
      expect(await secrets.client.send(attempt)).toMatchObject({ Name: SecretId, ARN: secretArn(SecretId) });
    }
    const get = secrets.client.send(new GetSecretValueCommand({ SecretId }));
    await expect(get).rejects.toHaveProperty('name', 'ResourceNotFoundException');
  });

  it('get tags and lose them', async () => {
    const SecretId = await secrets.newSecret();
    const Tags = ['b', 'a'].map((Key) => ({ Key, Value: `of ${Key}` }));
    await secrets.client.send(new TagResourceCommand({ SecretId, Tags }));
    await secrets.client.send(new UntagResourceCommand({ SecretId, TagKeys: ['b'] }));
    const described = await secrets.client.send(new DescribeSecretCommand({ SecretId }));
    expect(described.Tags).toEqual([{ Key: 'a', Value: 'of a' }]);
  });

  it('refuse what AWS refuses, by the same names', async () => {
    const SecretId = await secrets.newSecret('a');
    const { client } = secrets;
    const windows = { SecretId, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true };
    const refusals: [Promise<unknown>, string][] = [
      [client.send(new CreateSecretCommand({ Name: 'no spaces' })), 'ValidationException'],
      [client.send(new DeleteSecretCommand(windows)), 'InvalidParameterException'],
      [
        client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 6 })),
        'InvalidParameterException',
      ],
      [client.send(new DeleteSecretCommand({ SecretId: 'nowhere' })), 'ResourceNotFoundException'],
      [client.send(new RestoreSecretCommand({ SecretId: 'nowhere' })), 'ResourceNotFoundException'],
      [client.send(new UpdateSecretCommand({ SecretId: 'nowhere' })), 'ResourceNotFoundException'],
      [client.send(new TagResourceCommand({ SecretId: 'nowhere', Tags: [] })), 'ResourceNotFoundException'],
      [
        client.send(new BatchGetSecretValueCommand({ SecretIdList: [SecretId] })),
        'UnknownOperationException',
      ],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });
});
