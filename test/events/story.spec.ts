import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { fromDynamoRecord, fromKinesisRecord, fromQueueRecord } from '../../src/aws/commit-records';
import { contexts } from '../../src/composition/modules';
import type { FunctionPlan } from '../../src/composition/plan/plan';
import { planOf } from '../../src/composition/plan/plan-of';
import { contextOf } from '../../src/composition/naming';
import { FUNCTION, readTemplate, resourcesOf } from '../../scripts/wiring/template-document';
import { setEnvironment } from '../support/process-environment';
import { anyFixture, fixture, fixtureNames } from './fixture';

describe('the fixtures in events/', () => {
  let functions: readonly FunctionPlan[];
  let restore: () => void;

  beforeAll(() => {
    restore = setEnvironment({});
    functions = planOf(contexts).contexts.flatMap((context) => context.functions);
  });

  afterAll(() => {
    restore();
  });

  const ofRoles = (...roles: string[]): string[] =>
    functions.filter(({ role }) => roles.includes(role)).map(({ id }) => id);

  it('are one for each function of template.yaml', () => {
    const declared = resourcesOf(readTemplate(), FUNCTION).map(({ id }) => id);
    expect(fixtureNames().sort()).toEqual(declared.sort());
  });

  it('carry one commit from the log to the queues', () => {
    const [inserted] = fixture('DynamoKinesisAdaptor').Records;
    const [streamed] = fixture('EventBroker').Records;
    const commit = inserted && fromDynamoRecord(inserted);
    expect(commit).toMatchObject({ version: 1, actor: 'anonymous' });
    expect(streamed && fromKinesisRecord(streamed)).toEqual({ commit });
    expect(streamed?.kinesis.partitionKey).toBe(inserted?.dynamodb?.Keys?.stream?.S);
    expect(inserted?.dynamodb?.NewImage).toMatchObject(inserted?.dynamodb?.Keys ?? { stream: 'missing' });
  });

  it('send a command to the functions for commands, a query to those for queries', () => {
    for (const id of ofRoles('commands', 'queries')) {
      const { routeKey, requestContext } = anyFixture(id) as APIGatewayProxyEventV2;
      expect(routeKey.startsWith('GET ')).toBe(ofRoles('queries').includes(id));
      expect(requestContext.http.path).not.toContain('{');
    }
  });

  it('bring a message of each type that is followed, with the keys that the broker gives it', () => {
    for (const id of ofRoles('projector', 'processes')) {
      const { Records } = anyFixture(id) as SQSEvent;
      expect(Records.length).toBeGreaterThan(0);
      for (const record of Records) {
        const { stream, commitId } = fromQueueRecord(record);
        expect(record.attributes).toMatchObject({ MessageGroupId: stream, MessageDeduplicationId: commitId });
      }
    }
  });

  it('tell of a user who is registered, and then asked for', () => {
    const { id } = JSON.parse(fixture('IamCommands').body ?? '') as { id: string };
    const commits = fixture('IamProjector').Records.map(fromQueueRecord);
    expect(commits.map(({ stream }) => contextOf(stream))).toEqual(commits.map(() => 'iam'));
    expect(commits.map(({ stream }) => stream)).toContain(`iam/user#${id}`);
    expect(fixture('IamQueries').rawPath).toBe(`/users/${id}`);
  });
});
