import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { eventually } from '../../support/local/eventually';
import { many } from '../../support/many';
import { mustBe } from '../api';
import { OtpApi } from '../otp/otp-api';
import type { FailureWorld } from './failure-world';

/** Writes something and sees that it comes out right. @param trouble to be called when things are to go wrong */
export type Story = (world: FailureWorld, trouble: () => Promise<void>) => Promise<void>;

/** Milliseconds. */
const PATIENCE = 20_000;

const RENAMED = ['iam/user/registered', 'iam/user/names-updated'];

/** One command, whose client asks again until it gets an answer. */
export const rename: Story = async (world, trouble) => {
  const id = await world.user();
  await trouble();
  await world.accepted({ method: 'PUT', path: `/users/${id}`, body: { firstName: 'Ann', lastName: 'Lee' } });
  await world.mustHave(id, RENAMED, { version: 2, firstName: 'Ann', lastName: 'Lee' });
};

/** So many that a batch has several of them. */
const SEVERAL = 6;

export const renameSeveral: Story = async (world, trouble) => {
  const ids = await many(SEVERAL, SEVERAL, () => world.user());
  await trouble();
  await many(SEVERAL, SEVERAL, async (index) => {
    const path = `/users/${ids[index] ?? ''}`;
    await world.accepted({ method: 'PUT', path, body: { firstName: 'Ann', lastName: `Lee ${index}` } });
  });
  for (const [index, id] of ids.entries())
    await world.mustHave(id, RENAMED, { version: 2, lastName: `Lee ${index}` });
};

/** The process takes the role from its holder, once. */
export const disableRole: Story = async (world, trouble) => {
  const [id, roleId] = [await world.user(), await world.api.role()];
  mustBe(202, await world.api.post(`/users/${id}/roles`, { roleId }));
  await world.mustHave(id, ['iam/user/registered', 'iam/user/role-added'], { version: 2 });
  await world.rest();
  await trouble();
  mustBe(202, await world.api.put(`/roles/${roleId}/disable`));
  const types = ['iam/user/registered', 'iam/user/role-added', 'iam/user/role-removed'];
  await eventually(async () => {
    await world.mustHave(id, types, { version: 3 });
  }, PATIENCE);
  expect(await world.api.all(`/users/${id}/roles`)).toEqual([]);
  await world.rest();
  expect(await world.eventTypes(id)).toEqual(types);
};

/** A row that is gone is made anew, because somebody rings. */
export const ring: Story = async (world, trouble) => {
  const id = await world.user();
  await world.rest();
  await world.rows.delete('IamUsersTable', { id });
  await trouble();
  await world.consumers('ring', 'iam/users', `iam/user#${id}`);
  await eventually(async () => {
    await world.mustHave(id, ['iam/user/registered'], { version: 1 });
  }, PATIENCE);
};

/** The code that comes is good, however often it comes. */
export const sendCode: Story = async (world, trouble) => {
  const otp = new OtpApi(world.api);
  const number = world.nextNumber();
  await trouble();
  const sent = await otp.issue(number);
  expect(new Set(await otp.codes(number))).toEqual(new Set([sent.code]));
  mustBe(200, await otp.verify(sent, sent.code));
};

export const poisonInLog: Story = async (world) => {
  const Item = { stream: { S: `iam/user#${randomUUID()}` }, version: { N: '1' }, poison: { S: 'no commit' } };
  await world.installation.dynamodb.send(
    new PutItemCommand({ TableName: world.installation.nameOf('EventLogTable'), Item }),
  );
  await rename(world, () => Promise.resolve());
  await mustBeParked(world, 'DynamoKinesisAdaptor');
};

export const poisonInKinesis: Story = async (world) => {
  await world.putIntoKinesis('poison', 'no JSON');
  await rename(world, () => Promise.resolve());
  await mustBeParked(world, 'EventBroker');
};

/** As after a restart of the iterator of the log's stream. Its replay id keeps the queue from swallowing it. */
export const twiceInKinesis: Story = async (world) => {
  const id = await world.user();
  for (const commit of await world.commits(id)) {
    for (const replayId of [undefined, 'once', 'twice'])
      await world.putIntoKinesis(commit.stream, JSON.stringify({ commit, replayId }));
  }
  await rename(world, () => Promise.resolve());
  await world.rest();
  await world.mustHave(id, ['iam/user/registered'], { version: 1 });
};

/** The row is gone, and its commits come from the last to the first. */
export const newestFirst: Story = async (world) => {
  const id = await world.user();
  const body = { firstName: 'Ann', lastName: 'Lee' };
  await world.accepted({ method: 'PUT', path: `/users/${id}`, body });
  await world.mustHave(id, RENAMED, { version: 2 });
  await world.rest();
  await world.rows.delete('IamUsersTable', { id });
  for (const commit of (await world.commits(id)).reverse()) await world.putIntoQueue(commit);
  await world.mustHave(id, RENAMED, { version: 2, ...body });
};

export const twiceInQueue: Story = async (world) => {
  const id = await world.user();
  const before = await world.rows.get('IamUsersTable', id);
  for (const commit of await world.commits(id)) {
    await world.putIntoQueue(commit);
    await world.putIntoQueue(commit);
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
