import { SQSClient, type SendMessageBatchRequest } from '@aws-sdk/client-sqs';
import { sealed } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { scripted } from '../../test/support/scripted-client';
import { messageOf } from '../eventsourcing/consuming/delivery/channel';
import { SqsChannel } from './sqs-channel';

describe('SqsChannel', () => {
  const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/IamUserQueue.fifo';
  const messages = ['a', 'b', 'c'].map((id) => messageOf({ commit: commitOf(`shop/box#${id}`, 1, sealed) }));

  it('sends every message in the group of its stream, to be deduplicated by its commit', async () => {
    const { client, inputs } = scripted(new SQSClient({}), ({ Entries }: SendMessageBatchRequest) => ({
      Successful: Entries?.map(({ Id }) => ({ Id })),
    }));
    await expect(new SqsChannel(client, QueueUrl).send(messages)).resolves.toEqual(new Set());
    expect(inputs).toEqual([
      {
        QueueUrl,
        Entries: messages.map(({ envelope: { commit }, body }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageGroupId: commit.stream,
          MessageDeduplicationId: commit.commitId,
        })),
      },
    ]);
  });

  it('sends a replay under an id of its own, or the queue would swallow it', async () => {
    const { client, inputs } = scripted(new SQSClient({}), () => ({}));
    const commit = commitOf('shop/box#1', 1, sealed);
    await new SqsChannel(client, QueueUrl).send([messageOf({ commit, replayId: 'rebuild-7' })]);
    expect(inputs).toMatchObject([{ Entries: [{ MessageDeduplicationId: `${commit.commitId}:rebuild-7` }] }]);
  });

  it('tells which messages failed inside a call that succeeded', async () => {
    const { client } = scripted(new SQSClient({}), () => ({
      Successful: [{ Id: '2' }, { Id: '0' }],
      Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
    }));
    const left = await new SqsChannel(client, QueueUrl).send(messages);
    expect([...left]).toEqual([messages[1]]);
  });

  it('takes a message that the answer does not mention for one that was not taken', async () => {
    const { client } = scripted(new SQSClient({}), () => ({}));
    const left = await new SqsChannel(client, QueueUrl).send(messages);
    expect([...left]).toEqual(messages);
  });
});
