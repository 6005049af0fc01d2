import { fromDynamoRecord, fromKinesisRecord, fromQueueRecord } from '../../src/aws/commit-records';
import { Deployment } from './deployment';
import { fixture, type Fixtures } from './fixture';

const nothingFailed = { batchItemFailures: [] };

const commits = fixture('IamProjector').Records.map(fromQueueRecord);

function commitOf(type: string): (typeof commits)[number] {
  const found = commits.find(({ stream }) => stream.startsWith(`${type}#`));
  if (found === undefined) throw new Error(`events/IamProjector.json has no commit of ${type}.`);
  return found;
}

const registration = commitOf('iam/user');
const creation = commitOf('iam/role');
const ann = registration.stream.replace('iam/user#', '');
const administrator = creation.stream.replace('iam/role#', '');
const { email } = registration.events[0]?.data as { email: string };

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

  it('IamCommands appends to the log', async () => {
    expect(await recordOf('IamCommands')).toMatchObject({
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

  it('IamCommands reserves the e-mail address: the second time it refuses', async () => {
    const again = fixture('IamCommands');
    const other = { ...again, body: again.body?.replace(ann, administrator) };
    expect(await deployment.invoke('IamCommands', other)).toMatchObject({
      statusCode: 409,
      body: expect.stringContaining('iam/email-taken') as string,
    });
  });

  it('DynamoKinesisAdaptor puts the commit on the stream', async () => {
    const [inserted] = fixture('DynamoKinesisAdaptor').Records;
    const commit = inserted && fromDynamoRecord(inserted);
    expect(await deployment.streamed()).toEqual([]);
    expect(await invoke('DynamoKinesisAdaptor')).toEqual(nothingFailed);
    expect(await deployment.streamed()).toEqual([{ partitionKey: commit?.stream, data: { commit } }]);
  });

  it('EventBroker puts the commit into the queue of its aggregate type', async () => {
    const [streamed] = fixture('EventBroker').Records;
    const commit = streamed && fromKinesisRecord(streamed).commit;
    expect(await invoke('EventBroker')).toEqual(nothingFailed);
    const [message, ...others] = await deployment.received('IamUserQueue');
    expect(others).toEqual([]);
    expect(JSON.parse(message?.Body ?? '')).toEqual({ commit });
    expect(message?.Attributes).toMatchObject({
      MessageGroupId: commit?.stream,
      MessageDeduplicationId: commit?.commitId,
    });
    expect(await deployment.received('IamRoleQueue')).toEqual([]);
  });

  it('IamProjector writes a row into each table that follows users, and the row of the role', async () => {
    expect(await deployment.row('IamUsersTable', ann)).toBeUndefined();
    expect(await invoke('IamProjector')).toEqual(nothingFailed);
    const names = { id: ann, version: 1, firstName: '', lastName: '', disabled: false };
    expect(await deployment.row('IamUsersTable', ann)).toMatchObject({ ...names, email });
    expect(await deployment.row('IamRoleUserNamesTable', ann)).toMatchObject(names);
    const role = { id: administrator, version: 1, ...creation.events[0]?.data, disabled: false };
    expect(await deployment.row('IamRolesTable', administrator)).toMatchObject(role);
  });

  it('IamQueries finds the user', async () => {
    await invoke('IamProjector');
    expect(await recordOf('IamQueries')).toMatchObject({
      statusCode: 200,
      headers: { etag: '"1"', 'content-type': 'application/json' },
      body: { id: ann, version: 1, email, disabled: false },
    });
  });

  it('SystemApi says that it is well', async () => {
    expect(await recordOf('SystemApi')).toMatchObject({ statusCode: 200, body: { status: 'ok' } });
  });

  it('Authorizer refuses a token that nobody signed', async () => {
    expect(await invoke('Authorizer')).toEqual({ isAuthorized: false });
  });
});
