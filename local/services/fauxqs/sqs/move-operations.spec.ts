import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
  type ListMessageMoveTasksResultEntry,
  type StartMessageMoveTaskCommandInput,
} from '@aws-sdk/client-sqs';
import { eventually } from '../../../../test/support/local/eventually';
import { arnOf, QueuesUnderTest } from '../../../../test/support/local/queues-under-test';

describe('redrives of the local SQS, by the SDK', () => {
  let sqs: QueuesUnderTest;

  beforeAll(async () => {
    sqs = await QueuesUnderTest.start();
  });
  afterAll(() => sqs.stop());

  const move = async (input: StartMessageMoveTaskCommandInput): Promise<string> =>
    (await sqs.client.send(new StartMessageMoveTaskCommand(input))).TaskHandle ?? '';

  const tasks = async (SourceArn: string): Promise<ListMessageMoveTasksResultEntry[]> =>
    (await sqs.client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 10 }))).Results ?? [];

  it.each(['', '.fifo'])('takes dead letters back to the queue that each came from%s', async (suffix) => {
    const deadLetters = await sqs.newQueue(undefined, suffix);
    const [one, two] = [await sqs.newQueue(deadLetters, suffix), await sqs.newQueue(deadLetters, suffix)];
    const fifo = suffix && { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    await sqs.send(one, 'of one', fifo || {});
    await sqs.send(two, 'of two', fifo || {});
    await sqs.giveUp(one, deadLetters, 1);
    await sqs.giveUp(two, deadLetters, 2);

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
    expect((await sqs.receive(one)).map(({ Body }) => Body)).toEqual(['of one']);
    expect(
      (await sqs.receive(two)).map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]),
    ).toEqual([['of two', '1']]);
    expect(await sqs.waiting(deadLetters)).toBe(0);
  });

  it('takes them to one queue, slowly, and until it is cancelled', async () => {
    const [deadLetters, target] = [await sqs.newQueue(), await sqs.newQueue()];
    await sqs.newQueue(deadLetters);
    for (const body of ['a', 'b', 'c']) await sqs.send(deadLetters, body);
    const SourceArn = arnOf(deadLetters);
    const slowly = { SourceArn, DestinationArn: arnOf(target), MaxNumberOfMessagesPerSecond: 4 };
    const TaskHandle = await move(slowly);
    await expect(move(slowly)).rejects.toThrow('There is already a task running');
    await eventually(async () => {
      expect(await sqs.waiting(target)).toBe(1);
    });
    const cancelled = await sqs.client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(1);
    const [task] = await tasks(SourceArn);
    expect(task).toMatchObject({ Status: 'CANCELLED', DestinationArn: arnOf(target) });
    expect(task?.TaskHandle).toBeUndefined();
    expect(await sqs.waiting(deadLetters)).toBe(2);
  });

  it('fails for a message that was sent to the dead-letter queue itself, which keeps it', async () => {
    const deadLetters = await sqs.newQueue();
    await sqs.newQueue(deadLetters);
    await sqs.send(deadLetters, 'from nowhere');
    await move({ SourceArn: arnOf(deadLetters) });
    await eventually(async () => {
      expect(await tasks(arnOf(deadLetters))).toMatchObject([
        { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' },
      ]);
    });
    expect(await sqs.waiting(deadLetters)).toBe(1);
  });

  it('is refused where AWS refuses it', async () => {
    const [plain, deadLetters, fifo] = [
      await sqs.newQueue(),
      await sqs.newQueue(),
      await sqs.newQueue(undefined, '.fifo'),
    ];
    await sqs.newQueue(deadLetters);
    const SourceArn = arnOf(deadLetters);
    const refusals: [Promise<unknown>, string][] = [
      [move({ SourceArn: arnOf(plain) }), 'InvalidParameterValue'],
      [move({ SourceArn: 'arn:aws:sqs:us-east-1:000000000000:none' }), 'ResourceNotFoundException'],
      [move({ SourceArn, DestinationArn: SourceArn }), 'InvalidParameterValue'],
      [move({ SourceArn, DestinationArn: arnOf(fifo) }), 'InvalidParameterValue'],
      [move({ SourceArn, MaxNumberOfMessagesPerSecond: 501 }), 'InvalidParameterValue'],
      [sqs.client.send(new CancelMessageMoveTaskCommand({ TaskHandle: 'x' })), 'ResourceNotFoundException'],
    ];
    for (const [sent, name] of refusals) await expect(sent).rejects.toHaveProperty('name', name);
  });
});
