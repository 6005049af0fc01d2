import { setEnvironment } from '../../test/support/process-environment';
import { Environment, variableOf } from './environment';

describe('Environment', () => {
  const environment = new Environment({
    IAM_USERS_TABLE: 'users-1',
    IAM_USER_QUEUE: '',
    IAM_ROLE_QUEUES: 'https://one https://two',
    CATCH_UP_FOR_SECONDS: '60',
  });

  it('tells the physical name of a resource, and all URLs of queues', () => {
    expect(environment.resource('IamUsersTable')).toBe('users-1');
    expect(environment.urls('IAM_ROLE_QUEUES')).toEqual(['https://one', 'https://two']);
    expect(environment.catchUpSeconds).toBe(60);
    expect(environment.urls('IAM_USER_QUEUE')).toEqual([]);
    expect(environment.urls('IAM_GROUP_QUEUES')).toEqual([]);
  });

  it('says where to name what a function has not been told, and never to add a variable alone', () => {
    expect(() => environment.resource('EventLogTable')).toThrow(
      /^EVENT_LOG_TABLE is not set: this function may not use EventLogTable\. Name it in the manifest/,
    );
    expect(() => environment.resource('IamUserQueue')).toThrow(/then run npm run template\.$/);
    expect(() => new Environment({}).catchUpSeconds).toThrow(
      'CATCH_UP_FOR_SECONDS is not set: add it to the environment of CatchUp in template.yaml.',
    );
  });

  it('tells in whose name tokens are made, and of the user pool if there is one', () => {
    const told = { TOKEN_ISSUER: 'urn:a', TOKEN_AUDIENCE: 'b', USER_POOL_ID: '', USER_POOL_CLIENT_IDS: '' };
    expect(new Environment(told).tokens).toEqual({ issuer: 'urn:a', audience: 'b' });
    expect(new Environment(told).userPool).toBeUndefined();
    const pool = { USER_POOL_ID: 'eu-west-1_a', USER_POOL_CLIENT_IDS: 'one,two' };
    expect(new Environment(pool).userPool).toEqual({ id: 'eu-west-1_a', clientIds: ['one', 'two'] });
    expect(() => new Environment({}).tokens).toThrow('TOKEN_ISSUER is not set: add it to the Globals');
    expect(() => new Environment({ USER_POOL_ID: 'eu-west-1_a' }).userPool).toThrow('UserPoolClientIds');
  });

  it('knows whether a function has been told', () => {
    expect(environment.has('IamUsersTable')).toBe(true);
    expect(environment.has('EventLogTable')).toBe(false);
  });

  it.each([
    ['http://a/1/One.fifo', ['http://a/1/One.fifo']],
    ['http://a/1/One.fifo http://a/1/Two.fifo', ['http://a/1/One.fifo', 'http://a/1/Two.fifo']],
    [' http://a/1/One.fifo, http://a/1/Two.fifo,', ['http://a/1/One.fifo', 'http://a/1/Two.fifo']],
    ['', []],
    [undefined, []],
  ])('reads the URLs in %j', (IAM_USER_QUEUES, urls) => {
    expect(new Environment({ IAM_USER_QUEUES }).urls('IAM_USER_QUEUES')).toEqual(urls);
  });

  it('reads the process unless it is given something else', () => {
    const restore = setEnvironment({ EVENT_LOG_TABLE: 'log-1' });
    expect(new Environment().resource('EventLogTable')).toBe('log-1');
    restore();
    expect(new Environment().has('EventLogTable')).toBe(false);
  });

  it.each([
    ['EventLogTable', 'EVENT_LOG_TABLE'],
    ['UniqueValuesTable', 'UNIQUE_VALUES_TABLE'],
    ['IamRoleUserNamesTable', 'IAM_ROLE_USER_NAMES_TABLE'],
    ['EventStream', 'EVENT_STREAM'],
    ['IamUserQueue', 'IAM_USER_QUEUE'],
    ['S3ArchiveBucket', 'S3_ARCHIVE_BUCKET'],
  ])('%s is told in %s', (logicalId, variable) => {
    expect(variableOf(logicalId)).toBe(variable);
  });
});
