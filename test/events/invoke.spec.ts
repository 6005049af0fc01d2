import { fromQueueRecord } from '../../src/aws/commit-records';
import { Deployment } from './deployment';
import { fixture, type Fixtures } from './fixture';

const nothingFailed = { batchItemFailures: [] };

function commitIn(functionId: 'IamUserProjector' | 'IamRoleProjector'): ReturnType<typeof fromQueueRecord> {
  const [record] = fixture(functionId).Records;
  if (record === undefined) throw new Error(`events/${functionId}.json has no record.`);
  return fromQueueRecord(record);
}

const registration = commitIn('IamUserProjector');
const creation = commitIn('IamRoleProjector');
const ann = registration.stream.replace('iam/user#', '');
const administrator = creation.stream.replace('iam/role#', '');

describe('every function with its fixture', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start();
  });
  afterAll(() => deployment.stop());

  const invoke = (functionId: keyof Fixtures): Promise<unknown> =>
    deployment.invoke(functionId, fixture(functionId));

  const recordOf = async (functionId: keyof Fixtures): Promise<unknown> => {
    const { statusCode, headers, body } = (await invoke(functionId)) as Record<string, unknown>;
    return { statusCode, headers, body: JSON.parse(String(body)) as unknown };
  };

  it('IamUserCommands appends to the log', async () => {
    expect(await recordOf('IamUserCommands')).toMatchObject({
      statusCode: 202,
      headers: { etag: '"1"' },
      body: { id: ann, version: 1 },
    });
    const [first, ...others] = await deployment.commits(registration.stream);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      version: 1,
      causationId: registration.causationId,
      events: registration.events,
    });
  });

  it('IamUserCommands uniqueValues the e-mail address: the second time it refuses', async () => {
    const again = fixture('IamUserCommands');
    const other = { ...again, body: again.body?.replace(ann, administrator) };
    expect(await deployment.invoke('IamUserCommands', other)).toMatchObject({
      statusCode: 409,
      body: expect.stringContaining('iam/email-taken') as string,
    });
  });

  it('DynamoKinesisAdaptor puts the commit on the stream', async () => {
    expect(await deployment.streamed()).toEqual([]);
    expect(await invoke('DynamoKinesisAdaptor')).toEqual(nothingFailed);
    expect(await deployment.streamed()).toEqual([
      { partitionKey: registration.stream, data: { commit: registration } },
    ]);
  });

  it('EventBroker puts the commit into the queue of its aggregate type', async () => {
    expect(await invoke('EventBroker')).toEqual(nothingFailed);
    const [message, ...others] = await deployment.received('IamUserQueue');
    expect(others).toEqual([]);
    expect(JSON.parse(message?.Body ?? '')).toEqual({ commit: registration });
    expect(message?.Attributes).toMatchObject({
      MessageGroupId: registration.stream,
      MessageDeduplicationId: registration.commitId,
    });
    expect(await deployment.received('IamRoleQueue')).toEqual([]);
  });

  it('IamUserProjector writes a row into each table that follows users', async () => {
    expect(await deployment.row('IamUsersTable', ann)).toBeUndefined();
    expect(await invoke('IamUserProjector')).toEqual(nothingFailed);
    const names = { id: ann, version: 1, firstName: '', lastName: '', disabled: false };
    expect(await deployment.row('IamUsersTable', ann)).toEqual({ ...names, email: 'ann@example.com' });
    expect(await deployment.row('IamRoleUserNamesTable', ann)).toEqual(names);
  });

  it('IamUserQueries finds the user', async () => {
    await invoke('IamUserProjector');
    expect(await recordOf('IamUserQueries')).toMatchObject({
      statusCode: 200,
      headers: { etag: '"1"', 'content-type': 'application/json' },
      body: { id: ann, version: 1, email: 'ann@example.com', disabled: false },
    });
  });

  it('IamRoleCommands appends to the log', async () => {
    expect(await recordOf('IamRoleCommands')).toMatchObject({
      statusCode: 202,
      headers: { etag: '"1"' },
      body: { id: administrator, version: 1 },
    });
    const commits = await deployment.commits(creation.stream);
    expect(commits.map(({ version, events }) => ({ version, events }))).toEqual([
      { version: 1, events: creation.events },
    ]);
  });

  it('IamRoleProjector writes the row of the role', async () => {
    expect(await deployment.row('IamRolesTable', administrator)).toBeUndefined();
    expect(await invoke('IamRoleProjector')).toEqual(nothingFailed);
    const row = { id: administrator, version: 1, name: 'administrator', disabled: false };
    expect(await deployment.row('IamRolesTable', administrator)).toEqual(row);
  });

  it('IamRoleQueries finds the role', async () => {
    await invoke('IamRoleProjector');
    expect(await recordOf('IamRoleQueries')).toMatchObject({
      statusCode: 200,
      headers: { etag: '"1"' },
      body: { id: administrator, version: 1, name: 'administrator', disabled: false },
    });
  });

  it('SystemApi says that it is well', async () => {
    expect(await recordOf('SystemApi')).toMatchObject({ statusCode: 200, body: { status: 'ok' } });
  });
});
