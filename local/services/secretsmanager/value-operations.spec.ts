import {
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  type GetSecretValueCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { SecretsUnderTest } from '../../../test/support/local/secrets-under-test';
import { secretArn } from './secret-arn';

describe('values of secrets, by the SDK', () => {
  let secrets: SecretsUnderTest;

  beforeAll(async () => {
    secrets = await SecretsUnderTest.start();
  });
  afterAll(() => secrets.stop());

  const get = (SecretId: string, more = {}): Promise<GetSecretValueCommandOutput> =>
    secrets.client.send(new GetSecretValueCommand({ SecretId, ...more }));

  const put = async (SecretId: string, more: object): Promise<string> => {
    const { VersionId = '' } = await secrets.client.send(new PutSecretValueCommand({ SecretId, ...more }));
    return VersionId;
  };

  const stagesOf = async (SecretId: string): Promise<Record<string, readonly string[] | undefined>> => {
    const command = new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true });
    const { Versions = [] } = await secrets.client.send(command);
    return Object.fromEntries(Versions.map((each) => [each.VersionId ?? '', each.VersionStages]));
  };

  it('are not there before there is one', async () => {
    const SecretId = await secrets.newSecret();
    await expect(get(SecretId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
    const first = await put(SecretId, { SecretString: 'a', VersionStages: ['BLUE'] });
    expect(await stagesOf(SecretId)).toEqual({ [first]: ['AWSCURRENT', 'BLUE'] });
  });

  it('are text or bytes', async () => {
    const SecretId = await secrets.newSecret('päss 🔑');
    const value = await get(SecretId);
    expect(value).toMatchObject({
      ARN: secretArn(SecretId),
      Name: SecretId,
      SecretString: 'päss 🔑',
      VersionStages: ['AWSCURRENT'],
    });
    expect(value.SecretBinary).toBeUndefined();
    expect(Date.now() - (value.CreatedDate?.getTime() ?? 0)).toBeLessThan(10_000);

    await put(SecretId, { SecretBinary: Buffer.from([0, 255, 10]) });
    const binary = await get(SecretId);
    expect([...(binary.SecretBinary ?? [])]).toEqual([0, 255, 10]);
    expect(binary.SecretString).toBeUndefined();
  });

  it('have versions: current, previous and deprecated ones', async () => {
    const SecretId = await secrets.newSecret('1');
    const { VersionId: first = '' } = await get(SecretId);
    const second = await put(SecretId, { SecretString: '2' });
    const third = await put(SecretId, { SecretString: '3' });
    expect(await stagesOf(SecretId)).toEqual({
      [first]: [],
      [second]: ['AWSPREVIOUS'],
      [third]: ['AWSCURRENT'],
    });

    expect((await get(SecretId)).SecretString).toBe('3');
    expect((await get(SecretId, { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('2');
    expect((await get(SecretId, { VersionId: first })).SecretString).toBe('1');
    expect((await get(SecretId, { VersionId: third, VersionStage: 'AWSCURRENT' })).SecretString).toBe('3');
    const { Versions } = await secrets.client.send(new ListSecretVersionIdsCommand({ SecretId }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual([second, third]);
  });

  it('are put once under one token', async () => {
    const SecretId = await secrets.newSecret('old');
    const ClientRequestToken = randomUUID();
    const request = { SecretString: 'new', ClientRequestToken };
    expect(await put(SecretId, request)).toBe(ClientRequestToken);
    expect(await put(SecretId, request)).toBe(ClientRequestToken);
    expect(Object.keys(await stagesOf(SecretId))).toHaveLength(2);
    await expect(put(SecretId, { ...request, SecretString: 'other' })).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: expect.not.stringContaining('other') as unknown,
    });
    expect((await get(SecretId)).SecretString).toBe('new');
  });

  it('may be staged before they are current', async () => {
    const SecretId = await secrets.newSecret('old');
    const { VersionId: old = '' } = await get(SecretId);
    const pending = await put(SecretId, { SecretString: 'new', VersionStages: ['AWSPENDING'] });
    expect((await get(SecretId)).SecretString).toBe('old');
    expect((await get(SecretId, { VersionStage: 'AWSPENDING' })).SecretString).toBe('new');

    const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: pending };
    await expect(secrets.client.send(new UpdateSecretVersionStageCommand(move))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(old) as unknown,
    });
    await secrets.client.send(new UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: old }));
    await secrets.client.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: 'AWSPENDING',
        RemoveFromVersionId: pending,
      }),
    );
    expect(await stagesOf(SecretId)).toEqual({ [old]: ['AWSPREVIOUS'], [pending]: ['AWSCURRENT'] });
  });

  it('keep a hundred versions and no more', async () => {
    const SecretId = await secrets.newSecret('0');
    const { VersionId: first } = await get(SecretId);
    for (let count = 1; count <= 100; count++) await put(SecretId, { SecretString: String(count) });
    expect(Object.keys(await stagesOf(SecretId))).toHaveLength(100);
    await expect(get(SecretId, { VersionId: first })).rejects.toHaveProperty(
      'name',
      'ResourceNotFoundException',
    );
    expect((await get(SecretId)).SecretString).toBe('100');
  });

  it('refuse what AWS refuses, by the same names, and do not repeat a value', async () => {
    const SecretId = await secrets.newSecret('a');
    const { VersionId: id = '' } = await get(SecretId);
    const other = await put(SecretId, { SecretString: 'b' });
    const stage = (more: object): Promise<unknown> =>
      secrets.client.send(
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...more }),
      );
    const long = 'hush'.repeat(20_000);
    const refusals: [Promise<unknown>, string][] = [
      [put('nowhere', { SecretString: 'a' }), 'ResourceNotFoundException'],
      [put(SecretId, {}), 'InvalidRequestException'],
      [put(SecretId, { SecretString: 'a', SecretBinary: Buffer.from('a') }), 'InvalidParameterException'],
      [put(SecretId, { SecretString: 'a', ClientRequestToken: 'short' }), 'InvalidParameterException'],
      [put(SecretId, { SecretString: long }), 'ValidationException'],
      [put(SecretId, { SecretString: '' }), 'ValidationException'],
      [get(SecretId, { VersionId: randomUUID() }), 'ResourceNotFoundException'],
      [get(SecretId, { VersionStage: 'GREEN' }), 'ResourceNotFoundException'],
      [get(SecretId, { VersionId: id, VersionStage: 'AWSCURRENT' }), 'InvalidRequestException'],
      [stage({}), 'InvalidParameterException'],
      [stage({ RemoveFromVersionId: other }), 'InvalidParameterException'],
      [stage({ MoveToVersionId: other, RemoveFromVersionId: id }), 'InvalidParameterException'],
      [stage({ MoveToVersionId: randomUUID() }), 'ResourceNotFoundException'],
    ];
    for (const [sent, name] of refusals) {
      await expect(sent).rejects.toMatchObject({
        name,
        message: expect.not.stringContaining('hush') as unknown,
      });
    }
  });

  it('are made up on demand', async () => {
    const length = async (more: object): Promise<number | undefined> =>
      (await secrets.client.send(new GetRandomPasswordCommand(more))).RandomPassword?.length;
    expect(await length({})).toBe(32);
    expect(await length({ PasswordLength: 5, IncludeSpace: true })).toBe(5);
    expect(await length({ PasswordLength: 1, RequireEachIncludedType: false })).toBe(1);
    const impossible = new GetRandomPasswordCommand({ PasswordLength: 3 });
    await expect(secrets.client.send(impossible)).rejects.toHaveProperty('name', 'InvalidParameterException');
  });
});
