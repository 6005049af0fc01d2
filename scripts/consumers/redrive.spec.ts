import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { startFauxqs } from '../../local/services/fauxqs/start-fauxqs';
import type { LocalService } from '../../local/services/local-service';
import { fromQueueRecord } from '../../src/aws/commit-records';
import { SqsChannel } from '../../src/aws/sqs-channel';
import { parseDoorbell } from '../../src/eventsourcing/consuming/catch-up/doorbell';
import { messageOf } from '../../src/eventsourcing/consuming/delivery/channel';
import { labelled } from '../../test/support/box/box.events';
import { all, commitOf } from '../../test/support/commit-of';
import {
  closeClients,
  dynamoDbClient,
  kinesisClient,
  NOWHERE,
  s3Client,
  schedulerClient,
  secretsManagerClient,
  sqsClient,
} from '../../test/support/local/clients';
import { installation, type Installation } from '../installation/installation';
import { Bell } from './bell';
import { Catalogue } from './catalogue';
import { depthOf } from './queue-tools';
import { Redrive } from './redrive';

const PARKED = 'shop/box#parked';
const DEAD = 'shop/box#dead';
const FAILED = 'shop/box#failed';
const catalogue = new Catalogue([
  {
    name: 'shop/labels',
    kind: 'projection',
    function: 'ShopProjector',
    follows: ['shop/box'],
    checkpoints: () => Promise.resolve([]),
  },
]);

/** What lies where after a run. */
interface Found {
  readonly parked: number;
  readonly deadLetters: number;
  readonly failedBatches: number;
  /** Streams. */
  readonly rung: readonly string[];
  /** Versions, as they came. */
  readonly returned: readonly number[];
}

describe('Redrive', () => {
  let service: LocalService;
  let installations = 0;

  beforeAll(async () => {
    service = await startFauxqs('127.0.0.1');
  });

  afterAll(async () => {
    await service.stop();
    closeClients();
  });

  /** An installation in which each kind of thing waits: a parked doorbell, two dead letters, a failed batch. */
  async function waiting(): Promise<Installation> {
    const sqs = sqsClient(service.endpoint);
    const s3 = s3Client(service.endpoint);
    const number = (installations += 1);
    const names: Record<string, string> = { FailedEventsBucket: `failed-${number}` };
    const queues = ['CatchUpQueue', 'CatchUpDeadLetterQueue', 'BoxQueue', 'BoxDeadLetterQueue'];
    for (const queue of queues) {
      const isFifo = queue.startsWith('Box');
      const QueueName = `${queue}${number}${isFifo ? '.fifo' : ''}`;
      const Attributes = isFifo ? { FifoQueue: 'true' } : {};
      names[queue] = (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
    }
    const since = '2026-11-24T10:00:00.000Z';
    const doorbell = {
      function: 'ShopProjector',
      consumer: 'shop/labels',
      stream: PARKED,
      since,
      reason: 'a bug',
    };
    const MessageBody = JSON.stringify({ ...doorbell, parkedAt: since, failures: 3 });
    await sqs.send(new SendMessageCommand({ QueueUrl: names.CatchUpDeadLetterQueue, MessageBody }));

    const dead = [1, 2].map((version) => messageOf({ commit: commitOf(DEAD, version, labelled('toys')) }));
    await new SqsChannel(sqs, names.BoxDeadLetterQueue ?? '').send(dead);
    // The queue has had them, less than five minutes ago.
    await new SqsChannel(sqs, names.BoxQueue ?? '').send(dead);
    await receiveEach(names.BoxQueue ?? '');

    const data = Buffer.from(JSON.stringify({ commit: commitOf(FAILED, 1, labelled('toys')) })).toString(
      'base64',
    );
    const Body = JSON.stringify({ payload: JSON.stringify({ Records: [{ kinesis: { data } }] }) });
    await s3.send(new CreateBucketCommand({ Bucket: names.FailedEventsBucket }));
    await s3.send(new PutObjectCommand({ Bucket: names.FailedEventsBucket, Key: 'a/batch', Body }));
    const secrets = secretsManagerClient(NOWHERE.secretsmanager);
    const scheduler = schedulerClient(NOWHERE.scheduler);
    const [dynamodb, kinesis] = [dynamoDbClient(NOWHERE.dynamodb), kinesisClient(NOWHERE.kinesis)];
    const clients = { sqs, s3, secrets, scheduler, dynamodb, kinesis };
    return installation(clients, names, queues, 'The test');
  }

  /** Takes all messages out of a queue. */
  async function receiveEach(QueueUrl: string): Promise<string[]> {
    const client = sqsClient(service.endpoint);
    const bodies: string[] = [];
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return bodies;
      for (const { Body = '', ReceiptHandle } of Messages) {
        bodies.push(Body);
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  async function look({ nameOf }: Installation): Promise<Found> {
    const sqs = sqsClient(service.endpoint);
    const count = async (queue: string): Promise<number> => {
      const { waiting, inFlight } = await depthOf(sqs, nameOf(queue));
      return waiting + inFlight;
    };
    const Bucket = nameOf('FailedEventsBucket');
    const { Contents = [] } = await s3Client(service.endpoint).send(new ListObjectsV2Command({ Bucket }));
    const rung = await receiveEach(nameOf('CatchUpQueue'));
    const returned = await receiveEach(nameOf('BoxQueue'));
    return {
      parked: await count('CatchUpDeadLetterQueue'),
      deadLetters: await count('BoxDeadLetterQueue'),
      failedBatches: Contents.length,
      rung: rung.map((body) => parseDoorbell(body).stream),
      returned: returned.map((body) => fromQueueRecord({ body }).version),
    };
  }

  const redrive = (where: Installation, dryRun = false) =>
    all(
      new Redrive(where, catalogue, new Bell(where), {
        consumer: undefined,
        dryRun,
        replayId: 'again',
      }).run(),
    );

  it('gives everything another chance and leaves nothing behind', async () => {
    const where = await waiting();
    const outcomes = (await redrive(where)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['rung', 'returned', 'returned', 'rung']);
    const none = { parked: 0, deadLetters: 0, failedBatches: 0 };
    expect(await look(where)).toEqual({ ...none, rung: [PARKED, FAILED], returned: [1, 2] });
  });

  it('changes nothing when it is only to tell', async () => {
    const where = await waiting();
    expect((await redrive(where, true)).length).toBeGreaterThanOrEqual(3);
    const same = { parked: 1, deadLetters: 2, failedBatches: 1 };
    expect(await look(where)).toEqual({ ...same, rung: [], returned: [] });
  });

  it('loses nothing, whenever it is killed', async () => {
    let isKilled = true;
    for (let calls = 0; isKilled; calls++) {
      const where = await waiting();
      killAfter(where, calls);
      isKilled = await redrive(where).then(
        () => false,
        () => true,
      );
      const { parked, deadLetters, failedBatches, rung, returned } = await look(where);
      expect({ calls, isThere: parked === 1 || rung.includes(PARKED) }).toEqual({ calls, isThere: true });
      expect({ calls, isThere: failedBatches === 1 || rung.includes(FAILED) }).toEqual({
        calls,
        isThere: true,
      });
      expect(deadLetters + new Set(returned).size).toBeGreaterThanOrEqual(2);
      expect(returned).toEqual([...returned].sort());
    }
  }, 60_000);
});

/** After so many calls none leaves the process any more. */
function killAfter({ sqs, s3 }: Installation, calls: number): void {
  let made = 0;
  const middleware = (next: (args: never) => Promise<unknown>) => (args: never) => {
    made += 1;
    return made > calls ? Promise.reject(new Error('killed')) : next(args);
  };
  const options = { name: 'killed', step: 'initialize', priority: 'high' } as const;
  sqs.middlewareStack.add(middleware as never, options);
  s3.middlewareStack.add(middleware as never, options);
}
