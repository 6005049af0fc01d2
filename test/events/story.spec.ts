import { createHash } from 'node:crypto';
import { fromDynamoRecord, fromKinesisRecord, fromQueueRecord } from '../../src/aws/commit-records';
import type { Envelope } from '../../src/eventsourcing/consuming/delivery/envelope';
import { FUNCTION, readTemplate, resourcesOf } from '../architecture/template/template-document';
import { fixture, fixtureNames } from './fixture';

const [inserted] = fixture('DynamoKinesisAdaptor').Records;
const [streamed] = fixture('EventBroker').Records;
const [queued] = fixture('IamUserProjector').Records;
const [roleQueued] = fixture('IamRoleProjector').Records;

function bodyOf(functionId: 'IamUserCommands' | 'IamRoleCommands'): unknown {
  return JSON.parse(fixture(functionId).body ?? '');
}

describe('the fixtures in events/', () => {
  it('are one for each function of template.yaml', () => {
    const functions = resourcesOf(readTemplate(), FUNCTION).map(({ id }) => id);
    expect(fixtureNames().sort()).toEqual(functions.sort());
  });

  it('carry one commit from the log to the queue', () => {
    const commit = inserted && fromDynamoRecord(inserted);
    expect(commit).toMatchObject({ version: 1, actor: 'anonymous' });
    expect(streamed && fromKinesisRecord(streamed)).toEqual({ commit });
    expect(queued && fromQueueRecord(queued)).toEqual(commit);
  });

  it('tell of the user who is registered, and then asked for', () => {
    const { id } = bodyOf('IamUserCommands') as { id: string };
    const commit = queued && fromQueueRecord(queued);
    expect(commit?.stream).toBe(`iam/user#${id}`);
    expect(commit?.causationId).toBe(fixture('IamUserCommands').requestContext.requestId);
    expect(commit?.events).toEqual([{ type: 'iam/user/registered', data: { email: 'ann@example.com' } }]);
    expect(fixture('IamUserQueries').rawPath).toBe(`/users/${id}`);
  });

  it('tell of the role that is created, and then asked for', () => {
    const { id, name } = bodyOf('IamRoleCommands') as { id: string; name: string };
    const commit = roleQueued && fromQueueRecord(roleQueued);
    expect(commit?.stream).toBe(`iam/role#${id}`);
    expect(commit?.causationId).toBe(fixture('IamRoleCommands').requestContext.requestId);
    expect(commit?.events).toEqual([{ type: 'iam/role/created', data: { name } }]);
    expect(fixture('IamRoleQueries').rawPath).toBe(`/roles/${id}`);
  });

  it('have the keys that the services give', () => {
    for (const record of [queued, roleQueued]) {
      const { commitId, stream } = (JSON.parse(record?.body ?? '') as Envelope).commit;
      expect(record?.attributes).toMatchObject({ MessageGroupId: stream, MessageDeduplicationId: commitId });
      expect(record?.md5OfBody).toBe(
        createHash('md5')
          .update(record?.body ?? '')
          .digest('hex'),
      );
    }
    expect(streamed?.kinesis.partitionKey).toBe(inserted?.dynamodb?.Keys?.stream?.S);
    expect(inserted?.dynamodb?.NewImage).toMatchObject(inserted?.dynamodb?.Keys ?? { stream: 'missing' });
  });
});
