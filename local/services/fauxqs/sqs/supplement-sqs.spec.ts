import {
  AddPermissionCommand,
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  type ListMessageMoveTasksResultEntry,
  type Message,
  type SQSClient,
  type StartMessageMoveTaskCommandInput,
} from '@aws-sdk/client-sqs';
import { closeClients, sqsClient } from '../../../../test/support/local/clients';
import { eventually } from '../../../../test/support/local/eventually';
import type { LocalService } from '../../local-service';
import { startFauxqs } from '../start-fauxqs';

describe('what the local SQS has beside sending and receiving, by the SDK', () => {
  let service: LocalService;
  let client: SQSClient;
  let queues = 0;

  beforeAll(async () => {
    service = await startFauxqs('127.0.0.1');
    client = sqsClient(service.endpoint);
  });
  afterAll(async () => {
    await service.stop();
    closeClients();
  });

  const arnOf = (url: string): string =>
    `arn:aws:sqs:us-east-1:000000000000:${url.slice(url.lastIndexOf('/') + 1)}`;

  async function newQueue(deadLetters?: string, suffix = ''): Promise<string> {
    const QueueName = `Queue-${(queues += 1)}${suffix}`;
    const RedrivePolicy =
      deadLetters && JSON.stringify({ deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 1 });
    const Attributes = { VisibilityTimeout: '0', ...(RedrivePolicy && { RedrivePolicy }) };
    return (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  }

  const send = (QueueUrl: string, MessageBody: string, fifo = {}): Promise<unknown> =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...fifo }));

  async function receive(QueueUrl: string): Promise<readonly Message[]> {
    const receiving = { QueueUrl, MaxNumberOfMessages: 10, AttributeNames: ['All' as const] };
    return (await client.send(new ReceiveMessageCommand(receiving))).Messages ?? [];
  }

  /** Receives without deleting until SQS gives everything up. */
  async function giveUp(queue: string, deadLetters: string, count: number): Promise<void> {
    await eventually(async () => {
      await receive(queue);
      expect(await waiting(deadLetters)).toBe(count);
    });
  }

  async function waiting(QueueUrl: string): Promise<number> {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  }

  const move = async (input: StartMessageMoveTaskCommandInput): Promise<string> =>
    (await client.send(new StartMessageMoveTaskCommand(input))).TaskHandle ?? '';

  const tasks = async (SourceArn: string): Promise<ListMessageMoveTasksResultEntry[]> =>
    (await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 10 }))).Results ?? [];

  describe('a redrive', () => {
    it.each(['', '.fifo'])('takes dead letters back to the queue that each came from%s', async (suffix) => {
      const deadLetters = await newQueue(undefined, suffix);
      const [one, two] = [await newQueue(deadLetters, suffix), await newQueue(deadLetters, suffix)];
      const fifo = suffix && { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
      await send(one, 'of one', fifo || {});
      await send(two, 'of two', fifo || {});
      await giveUp(one, deadLetters, 1);
      await giveUp(two, deadLetters, 2);

      await move({ SourceArn: arnOf(deadLetters) });
      await eventually(async () => {
        expect(await tasks(arnOf(deadLetters))).toMatchObject([
          {
            Status: 'COMPLETED',
            SourceArn: arnOf(deadLetters),
            ApproximateNumberOfMessagesMoved: 2,
            ApproximateNumberOfMessagesToMove: 2,
          },
        ]);
      });
      expect((await receive(one)).map(({ Body }) => Body)).toEqual(['of one']);
      expect(
        (await receive(two)).map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]),
      ).toEqual([['of two', '1']]);
      expect(await waiting(deadLetters)).toBe(0);
    });

    it('takes them to one queue, slowly, and until it is cancelled', async () => {
      const [deadLetters, target] = [await newQueue(), await newQueue()];
      await newQueue(deadLetters);
      for (const body of ['a', 'b', 'c']) await send(deadLetters, body);
      const SourceArn = arnOf(deadLetters);
      const slowly = { SourceArn, DestinationArn: arnOf(target), MaxNumberOfMessagesPerSecond: 4 };
      const TaskHandle = await move(slowly);
      await expect(move(slowly)).rejects.toThrow('There is already a task running');
      await eventually(async () => {
        expect(await waiting(target)).toBe(1);
      });
      const cancelled = await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
      expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(1);
      const [task] = await tasks(SourceArn);
      expect(task).toMatchObject({ Status: 'CANCELLED', DestinationArn: arnOf(target) });
      expect(task?.TaskHandle).toBeUndefined();
      expect(await waiting(deadLetters)).toBe(2);
    });

    it('fails for a message that was sent to the dead-letter queue itself, which keeps it', async () => {
      const deadLetters = await newQueue();
      await newQueue(deadLetters);
      await send(deadLetters, 'from nowhere');
      await move({ SourceArn: arnOf(deadLetters) });
      await eventually(async () => {
        expect(await tasks(arnOf(deadLetters))).toMatchObject([
          { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' },
        ]);
      });
      expect(await waiting(deadLetters)).toBe(1);
    });

    it('is refused where AWS refuses it', async () => {
      const [plain, deadLetters, fifo] = [
        await newQueue(),
        await newQueue(),
        await newQueue(undefined, '.fifo'),
      ];
      await newQueue(deadLetters);
      const SourceArn = arnOf(deadLetters);
      const refusals: [Promise<unknown>, string][] = [
        [move({ SourceArn: arnOf(plain) }), 'InvalidParameterValue'],
        [move({ SourceArn: 'arn:aws:sqs:us-east-1:000000000000:none' }), 'ResourceNotFoundException'],
        [move({ SourceArn, DestinationArn: SourceArn }), 'InvalidParameterValue'],
        [move({ SourceArn, DestinationArn: arnOf(fifo) }), 'InvalidParameterValue'],
        [move({ SourceArn, MaxNumberOfMessagesPerSecond: 501 }), 'InvalidParameterValue'],
        [client.send(new CancelMessageMoveTaskCommand({ TaskHandle: 'x' })), 'ResourceNotFoundException'],
      ];
      for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
    });
  });

  it('names the source of a dead letter, and the queues that send theirs', async () => {
    const deadLetters = await newQueue();
    const [one, two] = [await newQueue(deadLetters), await newQueue(deadLetters)];
    await send(one, 'x');
    await giveUp(one, deadLetters, 1);
    const [message] = await receive(deadLetters);
    expect(message?.Attributes?.DeadLetterQueueSourceArn).toBe(arnOf(one));

    const listing = { QueueUrl: deadLetters, MaxResults: 1 };
    const first = await client.send(new ListDeadLetterSourceQueuesCommand(listing));
    const { NextToken } = first;
    const second = await client.send(new ListDeadLetterSourceQueuesCommand({ ...listing, NextToken }));
    expect([first.queueUrls, second.queueUrls, second.NextToken]).toEqual([[one], [two], undefined]);
  });

  it('lists queues in pages', async () => {
    for (let index = 0; index < 3; index += 1) await newQueue();
    const all = (await client.send(new ListQueuesCommand({}))).QueueUrls ?? [];
    const paged: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListQueuesCommand({ MaxResults: 2, NextToken }));
      paged.push(...(page.QueueUrls ?? []));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(paged).toEqual(all);
  });

  it('writes permissions into the policy of a queue', async () => {
    const QueueUrl = await newQueue();
    const policy = async (): Promise<string | undefined> =>
      (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }))).Attributes
        ?.Policy;
    const add = (Label: string): Promise<unknown> =>
      client.send(
        new AddPermissionCommand({
          QueueUrl,
          Label,
          Actions: ['SendMessage'],
          AWSAccountIds: ['123456789012'],
        }),
      );
    const remove = (Label: string): Promise<unknown> =>
      client.send(new RemovePermissionCommand({ QueueUrl, Label }));
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
    const QueueUrl = await newQueue();
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    const again = client.send(new PurgeQueueCommand({ QueueUrl }));
    await expect(again).rejects.toHaveProperty('name', 'PurgeQueueInProgress');
    await client.send(new PurgeQueueCommand({ QueueUrl: await newQueue() }));
  });

  it('refuses junk for a receipt handle, and takes one that is used up', async () => {
    const QueueUrl = await newQueue();
    await send(QueueUrl, 'x');
    const [{ ReceiptHandle = '' } = {}] = await receive(QueueUrl);
    const remove = (handle: string): Promise<unknown> =>
      client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handle }));
    const hide = (handle: string): Promise<unknown> =>
      client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout: 30 }),
      );
    await expect(remove('junk')).rejects.toHaveProperty('name', 'ReceiptHandleIsInvalid');
    await expect(hide('junk')).rejects.toHaveProperty('name', 'ReceiptHandleIsInvalid');
    await hide(ReceiptHandle);
    const Entries = [
      { Id: 'good', ReceiptHandle, VisibilityTimeout: 30 },
      { Id: 'bad', ReceiptHandle: 'junk', VisibilityTimeout: 30 },
    ];
    for (const batch of [
      new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }),
      new DeleteMessageBatchCommand({ QueueUrl, Entries }),
    ]) {
      const { Successful, Failed } = await client.send(batch as DeleteMessageBatchCommand);
      expect(Successful).toEqual([{ Id: 'good' }]);
      expect(Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    }
    await remove(ReceiptHandle);
  });

  it('sets the attributes that templates have', async () => {
    const QueueUrl = await newQueue(undefined, '.fifo');
    const Attributes = {
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    };
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const found = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(found.Attributes).toMatchObject(Attributes);
  });

  it('says that it does not have an operation', async () => {
    const answer = await fetch(service.endpoint, {
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
