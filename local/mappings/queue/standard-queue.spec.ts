import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { closeClients, NOWHERE, sqsClient } from '../../../test/support/local/clients';
import { eventually } from '../../../test/support/local/eventually';
import { resource } from '../../../test/support/local/resources';
import type { Invoker } from '../../lambda/invocation';
import { silentLog } from '../../runtime-log';
import { startFauxqs } from '../../services/fauxqs/start-fauxqs';
import { queueUrl } from '../../services/fauxqs/queue-urls';
import { localArn } from '../../services/local-account';
import type { LocalService } from '../../services/local-service';
import { provision } from '../../services/provision/provision';
import { queueClient } from './queue-client';
import { QueueMapping } from './queue-mapping';

const never = new AbortController().signal;

/** Time in milliseconds since the epoch. */
type Delivery = Readonly<{ body: string; receiveCount: number; time: number }>;

/** Whether the function has handled the message. */
type Handle = (message: SQSRecord) => boolean | Promise<boolean>;

/** Seconds that the queue keeps a received message away. */
const VISIBILITY = 2;

describe('a mapping of a standard queue', () => {
  let fauxqs: LocalService;
  let client: SQSClient;
  let mapping: QueueMapping | undefined;
  let deliveries: Delivery[];
  let batches: string[][];
  let queue = '';
  let queues = 0;

  beforeAll(async () => {
    fauxqs = await startFauxqs('127.0.0.1');
    client = sqsClient(fauxqs.endpoint);
  });

  beforeEach(async () => {
    deliveries = [];
    batches = [];
    queue = `Work${++queues}`;
    const RedrivePolicy = { deadLetterTargetArn: localArn('sqs', `${queue}Dead`), maxReceiveCount: 2 };
    const VisibilityTimeout = VISIBILITY;
    await provision(
      [
        resource('AWS::SQS::Queue', queue, { VisibilityTimeout, RedrivePolicy }),
        resource('AWS::SQS::Queue', `${queue}Dead`),
      ],
      { ...NOWHERE, sqs: fauxqs.endpoint },
    );
  });

  afterEach(async () => {
    await mapping?.stop();
  });

  afterAll(async () => {
    closeClients();
    await fauxqs.stop();
  });

  const urlOf = (name: string): string => queueUrl(fauxqs.endpoint, name);

  async function send(delaySeconds: number, ...bodies: string[]): Promise<void> {
    const Entries = bodies.map((MessageBody, index) => ({
      Id: String(index),
      MessageBody,
      DelaySeconds: delaySeconds,
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
  }

  /** A function that reports every message which it could not handle. */
  async function start(handle: Handle, batchSize = 10): Promise<void> {
    const invoker: Invoker = {
      async invoke(payload) {
        const { Records } = JSON.parse(payload) as SQSEvent;
        batches.push(Records.map(({ body }) => body));
        const batchItemFailures: { itemIdentifier: string }[] = [];
        for (const message of Records) {
          const { body, attributes } = message;
          const receiveCount = Number(attributes.ApproximateReceiveCount);
          deliveries.push({ body, receiveCount, time: Date.now() });
          if (!(await handle(message))) batchItemFailures.push({ itemIdentifier: message.messageId });
        }
        return { ok: true, payload: JSON.stringify({ batchItemFailures }), requestId: 'r' };
      },
    };
    mapping = new QueueMapping({
      definition: {
        kind: 'sqs',
        logicalId: 'Mapping',
        uuid: 'uuid',
        functionId: 'Function',
        sourceArn: localArn('sqs', queue),
        batchSize,
        batchingWindow: 0,
        reportsFailures: true,
        maximumConcurrency: undefined,
      },
      invoker,
      client: await queueClient(fauxqs.endpoint, localArn('sqs', queue), 'Function', never),
      log: silentLog,
      concurrency: 2,
      onBatch: () => undefined,
    });
  }

  const changeVisibility = async ({ receiptHandle: ReceiptHandle }: SQSRecord, VisibilityTimeout: number) => {
    const input = { QueueUrl: urlOf(queue), ReceiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(input));
  };

  /** Messages that lie there, are being handled, and are not yet to be seen. */
  async function counts(): Promise<number[]> {
    const command = new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] });
    const { Attributes = {} } = await client.send(command);
    const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: received } =
      Attributes;
    return [visible, received, Attributes.ApproximateNumberOfMessagesDelayed].map(Number);
  }

  const times = (body: string): number[] =>
    deliveries.filter((each) => each.body === body).map(({ time }) => time);

  const pause = (body: string): number => (times(body)[1] ?? Infinity) - (times(body)[0] ?? 0);

  it('tries at once what its function put off, when it is asked to', async () => {
    await send(0, 'a');
    await start(async (message) => {
      if (message.attributes.ApproximateReceiveCount !== '1') return true;
      await changeVisibility(message, 3_600);
      return false;
    });
    await eventually(async () => {
      expect(await counts()).toEqual([0, 1, 0]);
      expect(mapping?.status().queue).toMatchObject({ returnedMessages: 1 });
    });
    await mapping?.retryNow();

    await eventually(async () => {
      expect(await counts()).toEqual([0, 0, 0]);
    });
    expect(times('a')).toHaveLength(2);
  });

  it('hands over full batches, and deletes what is handled', async () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    await send(0, ...letters);
    await start(() => true, 5);

    await eventually(async () => {
      expect(await counts()).toEqual([0, 0, 0]);
    });
    expect(batches[0]).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(batches.flat().sort()).toEqual(letters);
  });

  it('brings what was reported again after the visibility timeout, and nothing else', async () => {
    await send(0, 'good', 'bad');
    await start(({ body, attributes }) => body === 'good' || attributes.ApproximateReceiveCount === '2');

    await eventually(async () => {
      expect(await counts()).toEqual([0, 0, 0]);
    });
    expect(deliveries.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
      ['good', 1],
      ['bad', 1],
      ['bad', 2],
    ]);
    expect(pause('bad')).toBeGreaterThanOrEqual(VISIBILITY * 1_000 - 100);
  });

  it.each([
    ['sooner', 1, [950, VISIBILITY * 1_000 - 100]],
    ['at once', 0, [0, VISIBILITY * 1_000 - 100]],
    ['later', VISIBILITY + 1, [(VISIBILITY + 1) * 1_000 - 50, Infinity]],
  ])('brings it %s when the function has changed its visibility to %i s', async (_case, seconds, range) => {
    const [least = 0, most = 0] = range;
    await send(0, 'bad');
    await start(async (message) => {
      if (message.attributes.ApproximateReceiveCount === '2') return true;
      await changeVisibility(message, seconds);
      return false;
    });

    await eventually(() => {
      expect(times('bad')).toHaveLength(2);
    });
    expect(pause('bad')).toBeGreaterThanOrEqual(least);
    expect(pause('bad')).toBeLessThan(most);
  });

  it('does not see a delayed message before its time, and those that are sent later are not behind it', async () => {
    const sent = Date.now();
    await send(1, 'delayed');
    await start(() => true);
    expect(await counts()).toEqual([0, 0, 1]);
    await send(0, 'prompt');

    await eventually(() => {
      expect(deliveries.map(({ body }) => body)).toEqual(['prompt', 'delayed']);
    });
    expect((times('delayed')[0] ?? 0) - sent).toBeGreaterThanOrEqual(950);
  });

  it('leaves a message to the dead-letter queue that was received too often', async () => {
    await send(0, 'bad', 'good');
    await start(async (message) => {
      if (message.body === 'good') return true;
      await changeVisibility(message, 0);
      return false;
    });
    const QueueUrl = urlOf(`${queue}Dead`);
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 });
    const { Messages: [dead] = [] } = await client.send(command);

    expect(dead?.Body).toBe('bad');
    expect(times('bad')).toHaveLength(2);
    await eventually(async () => {
      expect(await counts()).toEqual([0, 0, 0]);
    });
  });

  it('lets a queue delay all of its messages', async () => {
    queue = `Slow${queues}`;
    await provision([resource('AWS::SQS::Queue', queue, { DelaySeconds: 1 })], {
      ...NOWHERE,
      sqs: fauxqs.endpoint,
    });
    const sent = Date.now();
    const Entries = [{ Id: '0', MessageBody: 'slow' }];
    await client.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
    await start(() => true);

    await eventually(() => {
      expect(times('slow')).toHaveLength(1);
    });
    expect((times('slow')[0] ?? 0) - sent).toBeGreaterThanOrEqual(950);
  });
});
