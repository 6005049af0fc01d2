import { KinesisClient, type PutRecordsInput } from '@aws-sdk/client-kinesis';
import { sealed } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { scripted } from '../../test/support/scripted-client';
import { messageOf } from '../eventsourcing/consuming/delivery/channel';
import { KinesisChannel } from './kinesis-channel';

describe('KinesisChannel', () => {
  const messages = ['a', 'b', 'c'].map((id) => messageOf({ commit: commitOf(`shop/box#${id}`, 1, sealed) }));

  it('puts every message under the partition of its stream', async () => {
    const { client, inputs } = scripted(new KinesisClient({}), ({ Records }: PutRecordsInput) => ({
      Records: Records?.map((_, index) => ({ SequenceNumber: String(index) })),
    }));
    await expect(new KinesisChannel(client, 'EventStream').send(messages)).resolves.toEqual(new Set());
    expect(inputs).toEqual([
      {
        StreamName: 'EventStream',
        Records: messages.map(({ envelope: { commit }, body }) => ({
          PartitionKey: commit.stream,
          Data: Buffer.from(body),
        })),
      },
    ]);
  });

  it('tells which messages failed inside a call that succeeded', async () => {
    const { client } = scripted(new KinesisClient({}), () => ({
      FailedRecordCount: 1,
      Records: [
        { SequenceNumber: '1' },
        { ErrorCode: 'ProvisionedThroughputExceededException' },
        { SequenceNumber: '2' },
      ],
    }));
    const left = await new KinesisChannel(client, 'EventStream').send(messages);
    expect([...left]).toEqual([messages[1]]);
  });

  it('takes a message that the answer does not mention for one that was not taken', async () => {
    const { client } = scripted(new KinesisClient({}), () => ({}));
    const left = await new KinesisChannel(client, 'EventStream').send(messages);
    expect([...left]).toEqual(messages);
  });
});
