import {
  AddPermissionCommand,
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { arnOf, QueuesUnderTest } from '../../../../test/support/local/queues-under-test';

describe('what the local SQS has beside sending and receiving, by the SDK', () => {
  let sqs: QueuesUnderTest;

  beforeAll(async () => {
    sqs = await QueuesUnderTest.start();
  });
  afterAll(() => sqs.stop());

  it('names the source of a dead letter, and the queues that send theirs', async () => {
    const deadLetters = await sqs.newQueue();
    const [one, two] = [await sqs.newQueue(deadLetters), await sqs.newQueue(deadLetters)];
    await sqs.send(one, 'x');
    await sqs.giveUp(one, deadLetters, 1);
    const [message] = await sqs.receive(deadLetters);
    expect(message?.Attributes?.DeadLetterQueueSourceArn).toBe(arnOf(one));

    const listing = { QueueUrl: deadLetters, MaxResults: 1 };
    const first = await sqs.client.send(new ListDeadLetterSourceQueuesCommand(listing));
    const { NextToken } = first;
    const second = await sqs.client.send(new ListDeadLetterSourceQueuesCommand({ ...listing, NextToken }));
    expect([first.queueUrls, second.queueUrls, second.NextToken]).toEqual([[one], [two], undefined]);
  });

  it('lists queues in pages', async () => {
    for (let index = 0; index < 3; index += 1) await sqs.newQueue();
    const all = (await sqs.client.send(new ListQueuesCommand({}))).QueueUrls ?? [];
    const paged: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sqs.client.send(new ListQueuesCommand({ MaxResults: 2, NextToken }));
      paged.push(...(page.QueueUrls ?? []));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(paged).toEqual(all);
  });

  it('writes permissions into the policy of a queue', async () => {
    const QueueUrl = await sqs.newQueue();
    const policy = (): Promise<string | undefined> => sqs.attribute(QueueUrl, 'Policy');
    const add = (Label: string): Promise<unknown> =>
      sqs.client.send(
        new AddPermissionCommand({
          QueueUrl,
          Label,
          Actions: ['SendMessage'],
          AWSAccountIds: ['123456789012'],
        }),
      );
    const remove = (Label: string): Promise<unknown> =>
      sqs.client.send(new RemovePermissionCommand({ QueueUrl, Label }));
    await add('partners');
    expect(JSON.parse((await policy()) ?? '')).toMatchObject({
      Statement: [
        {
          Sid: 'partners',
          Principal: { AWS: ['arn:aws:iam::123456789012:root'] },
          Action: ['SQS:SendMessage'],
          Resource: arnOf(QueueUrl),
        },
      ],
    });
    await expect(add('partners')).rejects.toThrow('Already exists');
    await expect(remove('others')).rejects.toThrow("can't find label");
    await remove('partners');
    expect(await policy()).toBe('');
  });

  it('purges a queue once a minute', async () => {
    const QueueUrl = await sqs.newQueue();
    await sqs.client.send(new PurgeQueueCommand({ QueueUrl }));
    const again = sqs.client.send(new PurgeQueueCommand({ QueueUrl }));
    await expect(again).rejects.toHaveProperty('name', 'PurgeQueueInProgress');
    await sqs.client.send(new PurgeQueueCommand({ QueueUrl: await sqs.newQueue() }));
  });

  it('refuses junk for a receipt handle, and takes one that is used up', async () => {
    const QueueUrl = await sqs.newQueue();
    await sqs.send(QueueUrl, 'x');
    const [{ ReceiptHandle = '' } = {}] = await sqs.receive(QueueUrl);
    const remove = (handle: string): Promise<unknown> =>
      sqs.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handle }));
    const hide = (handle: string): Promise<unknown> =>
      sqs.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout: 30 }),
      );
    await expect(remove('junk')).rejects.toHaveProperty('name', 'ReceiptHandleIsInvalid');
    await expect(hide('junk')).rejects.toHaveProperty('name', 'ReceiptHandleIsInvalid');
    await hide(ReceiptHandle);
    const Entries = [
      { Id: 'good', ReceiptHandle, VisibilityTimeout: 30 },
      { Id: 'bad', ReceiptHandle: 'junk', VisibilityTimeout: 30 },
    ];
    for (const sent of [
      sqs.client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })),
      sqs.client.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: Entries.map(({ Id, ReceiptHandle: handle }) => ({ Id, ReceiptHandle: handle })),
        }),
      ),
    ]) {
      const { Successful, Failed } = await sent;
      expect(Successful).toEqual([{ Id: 'good' }]);
      expect(Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    }
    await remove(ReceiptHandle);
  });

  it('sets the attributes that templates have', async () => {
    const QueueUrl = await sqs.newQueue(undefined, '.fifo');
    const Attributes = {
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    };
    await sqs.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const found = await sqs.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(found.Attributes).toMatchObject(Attributes);
  });

  it('says that it does not have an operation', async () => {
    const answer = await fetch(sqs.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.Whistle' },
      body: '{}',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      __type: 'com.amazonaws.sqs#UnknownOperationException',
      message: 'The local SQS has no operation "Whistle"; docs/local-services.md lists those that it has.',
    });
  });
});
