import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import { eventually } from '../../support/local/eventually';
import { many } from '../../support/many';
import { mustBe } from '../api';
import type { FailureWorld } from './failure-world';
import { PATIENCE, rename, RENAMED, SEVERAL, type Story } from './stories';

const UNKNOWN = { type: 'iam/user/burnt', data: {} };

/** Nothing is decided on a state that this code cannot know. */
export const unknownToCommand: Story = async (world) => {
  const id = await world.user();
  const stream = `iam/user#${id}`;
  await world.append(stream, 2, UNKNOWN);
  // The process that made the user remembers them, and is told by the append that it is behind.
  mustBe(500, await world.api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
  expect(await world.commits(stream)).toHaveLength(2);
  await world.remove(stream, 2);
};

/** The row waits at the version before it, others go on, and it goes on once its code is right. */
export const unknownToProjector: Story = async (world) => {
  const id = await world.user();
  const stream = `iam/user#${id}`;
  await world.append(stream, 2, UNKNOWN);
  await rename(world, () => Promise.resolve());
  expect(await world.rows.get('IamUsersTable', id)).toMatchObject({ version: 1 });
  await world.remove(stream, 2);
  await world.rest();
  await world.accepted({ method: 'PUT', path: `/users/${id}`, body: { firstName: 'Ann', lastName: 'Lee' } });
  await world.mustHave(id, RENAMED, { version: 2 });
};

/** An aggregate of no manifest. It passes adaptor and broker, and ends there. */
export const stranger: Story = async (world) => {
  await world.append(`shop/unicorn#${randomUUID()}`, 1, { type: 'shop/unicorn/seen', data: {} });
  await rename(world, () => Promise.resolve());
  await world.rest();
  expect((await world.consumers('status', '--quick')).code).toBe(0);
};

/** More than one call of the broker takes. */
const MORE_THAN_A_CALL = 25;

export const manyInKinesis: Story = async (world) => {
  const ids = await many(MORE_THAN_A_CALL, SEVERAL, () => world.user());
  const commits = (await Promise.all(ids.map((id) => world.commits(`iam/user#${id}`)))).flat();
  await world.rest();
  for (const id of ids) await world.rows.delete('IamUsersTable', { id });
  const records = commits.map((commit) => ({
    key: commit.stream,
    text: JSON.stringify({ commit, replayId: 'again' }),
  }));
  await world.putAllIntoKinesis(records);
  for (const id of ids) await world.mustHave(id, ['iam/user/registered'], { version: 1 });
};

/** The row is gone, and its commits come from the last to the first. */
async function fromTheLast(world: FailureWorld, send: (commit: Commit) => Promise<void>): Promise<void> {
  const id = await world.user();
  const body = { firstName: 'Ann', lastName: 'Lee' };
  await world.accepted({ method: 'PUT', path: `/users/${id}`, body });
  await world.mustHave(id, RENAMED, { version: 2 });
  await world.rest();
  await world.rows.delete('IamUsersTable', { id });
  for (const commit of (await world.commits(`iam/user#${id}`)).reverse()) await send(commit);
  await world.mustHave(id, RENAMED, { version: 2, ...body });
}

export const newestFirstInKinesis: Story = (world) =>
  fromTheLast(world, (commit) =>
    world.putAllIntoKinesis([
      { key: commit.stream, text: JSON.stringify({ commit, replayId: randomUUID() }) },
    ]),
  );

export const newestFirst: Story = (world) =>
  fromTheLast(world, (commit) => world.putIntoQueue('IamUserQueue', commit));

export const poisonInLog: Story = async (world) => {
  const Item = { stream: { S: `iam/user#${randomUUID()}` }, version: { N: '1' }, poison: { S: 'no commit' } };
  await world.installation.dynamodb.send(
    new PutItemCommand({ TableName: world.installation.nameOf('EventLogTable'), Item }),
  );
  await rename(world, () => Promise.resolve());
  await mustBeParked(world, 'DynamoKinesisAdaptor');
};

export const poisonInKinesis: Story = async (world) => {
  await world.putAllIntoKinesis([{ key: 'poison', text: 'no JSON' }]);
  await rename(world, () => Promise.resolve());
  await mustBeParked(world, 'EventBroker');
};

/** As after a restart of the iterator of the log's stream. Its replay id keeps the queue from swallowing it. */
export const twiceInKinesis: Story = async (world) => {
  const id = await world.user();
  for (const commit of await world.commits(`iam/user#${id}`)) {
    await world.putAllIntoKinesis(
      [undefined, 'once', 'twice'].map((replayId) => ({
        key: commit.stream,
        text: JSON.stringify({ commit, replayId }),
      })),
    );
  }
  await rename(world, () => Promise.resolve());
  await world.rest();
  await world.mustHave(id, ['iam/user/registered'], { version: 1 });
};

export const twiceInQueue: Story = async (world) => {
  const id = await world.user();
  const before = await world.rows.get('IamUsersTable', id);
  for (const commit of await world.commits(`iam/user#${id}`)) {
    await world.putIntoQueue('IamUserQueue', commit);
    await world.putIntoQueue('IamUserQueue', commit);
  }
  await world.rest();
  expect(await world.rows.get('IamUsersTable', id)).toEqual(before);
};

/** Looks for the parked record, and takes it out. */
async function mustBeParked({ installation }: FailureWorld, functionId: string): Promise<void> {
  const QueueUrl = installation.nameOf('CatchUpDeadLetterQueue');
  await eventually(async () => {
    const { Messages = [] } = await installation.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const [parked] = Messages;
    expect(JSON.parse(parked?.Body ?? '{}')).toMatchObject({ function: functionId });
    const ReceiptHandle = parked?.ReceiptHandle;
    await installation.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }, PATIENCE);
}
