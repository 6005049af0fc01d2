import { DynamoDBClient, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { SQSClient, type SendMessageBatchRequest } from '@aws-sdk/client-sqs';
import { contexts } from '../../src/composition/modules';
import { parseDoorbell } from '../../src/eventsourcing/consuming/catch-up/doorbell';
import {
  kinesisClient,
  s3Client,
  NOWHERE,
  schedulerClient,
  secretsManagerClient,
} from '../../test/support/local/clients';
import { scripted } from '../../test/support/scripted-client';
import { installation } from '../installation/installation';
import { parseArguments } from './arguments';
import { run } from './run';
import type { Order } from './surroundings';

const STREAMS = Array.from({ length: 25 }, (_, index) => `iam/user#${index}`);

describe('a rebuild that is cut off', () => {
  /** Runs the tool against a log of 25 users. @param answer of SQS to each call */
  async function ring(
    args: readonly string[],
    answer: (call: number) => object,
    controller?: AbortController,
  ) {
    const { client: dynamodb } = scripted(new DynamoDBClient({}), ({ TableName }: ScanCommandInput) => ({
      Items: TableName === 'log' ? STREAMS.map((stream) => ({ stream: { S: stream } })) : [],
    }));
    const { client: sqs, inputs } = scripted(new SQSClient({}), (...[, call]: [never, number]) =>
      answer(call),
    );
    const names = {
      EventLogTable: 'log',
      IamUsersTable: 'users',
      CatchUpQueue: 'https://sqs.example/CatchUpQueue',
    };
    const secrets = secretsManagerClient(NOWHERE.secretsmanager);
    const clients = {
      dynamodb,
      sqs,
      secrets,
      scheduler: schedulerClient(NOWHERE.scheduler),
      s3: s3Client(NOWHERE.s3),
      kinesis: kinesisClient(NOWHERE.kinesis),
    };
    let shown = '';
    const around = {
      contexts,
      installation: installation(clients, names, ['CatchUpQueue'], 'The test'),
      print: () => undefined,
      screen: { write: (text: string) => (shown += text) },
      signal: (controller ?? new AbortController()).signal,
    };
    const outcome = await run(parseArguments(args) as Order, around).catch((error: unknown) => error);
    const sent = (inputs as SendMessageBatchRequest[]).flatMap(({ Entries = [] }) =>
      Entries.map(({ MessageBody = '' }) => parseDoorbell(MessageBody).stream),
    );
    return { outcome, shown, sent };
  }

  const args = ['rebuild', 'iam/users', '--rate', '1000', '--stack', 'prod'];
  const command = /To go on: npm run consumers -- (.*)\n/u;

  it('prints the command that goes on, and that rings the rest', async () => {
    const controller = new AbortController();
    const stop = (): object => {
      controller.abort();
      return {};
    };
    const first = await ring(args, stop, controller);
    expect(first.outcome).toBe(1);
    const printed = command.exec(first.shown)?.[1]?.split(' ') ?? [];
    expect(printed).toEqual(expect.arrayContaining(args));

    const second = await ring(printed, () => ({}));
    expect(second.outcome).toBe(0);
    expect([...first.sent, ...second.sent]).toEqual(STREAMS);
  });

  it('prints it when a call fails as well, which is then made again', async () => {
    const refused = { Failed: [{ Id: '0', Code: 'Throttled', SenderFault: false }] };
    const first = await ring(args, (call) => (call === 2 ? refused : {}));
    expect(first.outcome).toEqual(new Error('1 of 10 doorbells were not taken: Throttled'));
    const printed = command.exec(first.shown)?.[1]?.split(' ') ?? [];
    const { sent } = await ring(printed, () => ({}));
    expect(sent).toEqual(STREAMS.slice(10));
  });
});
