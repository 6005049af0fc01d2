import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { definition, FunctionHarness } from '../../test/support/local/function-harness';
import { localClientConfig } from '../services/provision/client-config';
import { provision } from '../services/provision/provision';
import { startServices, type Services } from '../services/start-services';
import { localArn } from '../services/local-account';
import { collectingLog } from '../../test/support/local/collecting-log';
import { eventually } from '../../test/support/local/eventually';
import { eventCarrier, type EventTargets } from './event-carrier';

describe('eventCarrier', () => {
  const harness = new FunctionHarness();
  const log = collectingLog();
  const late: { targets?: EventTargets } = {};
  let services: Services;

  beforeAll(async () => {
    await harness.build();
    const carrier = eventCarrier(() => late.targets, log);
    services = await startServices({ environment: process.env, carrier });
    const rule = (
      source: string,
      target: object,
    ): { logicalId: string; type: string; properties: Record<string, unknown> } => ({
      logicalId: `On${source}`,
      type: 'AWS::Events::Rule',
      properties: { EventPattern: { source: [source] }, Targets: [{ Id: 'target', ...target }] },
    });
    const queue = localArn('sqs', 'Events');
    await provision(
      [
        { logicalId: 'Events', type: 'AWS::SQS::Queue', properties: {} },
        rule('function', { Arn: definition.arn, InputPath: '$.detail' }),
        rule('alias', { Arn: `${definition.arn}:live` }),
        rule('queue', { Arn: queue }),
        rule('nobody', {
          Arn: localArn('lambda', 'function:missing'),
          RetryPolicy: { MaximumRetryAttempts: 0 },
          DeadLetterConfig: { Arn: queue },
        }),
      ],
      services.endpoints,
    );
  });

  afterAll(async () => {
    await harness.reset();
    harness.remove();
    await services.stop();
  });

  async function emit(Source: string, detail: object): Promise<void> {
    const client = new EventBridgeClient(localClientConfig(services.endpoints.eventbridge));
    await client.send(
      new PutEventsCommand({ Entries: [{ Source, DetailType: 'test', Detail: JSON.stringify(detail) }] }),
    );
    client.destroy();
  }

  async function received(): Promise<unknown> {
    const client = new SQSClient(localClientConfig(services.endpoints.sqs));
    const QueueUrl = `${services.endpoints.sqs}/000000000000/Events`;
    const { Messages: [message] = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }),
    );
    client.destroy();
    return JSON.parse(message?.Body ?? 'null');
  }

  it('carries events to functions', async () => {
    const lambda = harness.start();
    late.targets = { functions: new Map([['Behave', lambda]]), endpoints: services.endpoints };
    await emit('function', { do: 'log' });

    await eventually(() => {
      expect(harness.log.outputs('Behave')).toContain('to stdout');
    });
  });

  it('carries events to the alias that a function is published under', async () => {
    const lambda = harness.start({ alias: 'live' });
    late.targets = { functions: new Map([['Behave', lambda]]), endpoints: services.endpoints };
    await emit('alias', {});

    await eventually(() => {
      expect(lambda.statistics.invocations).toBe(1);
    });
  });

  it('carries events to queues', async () => {
    await emit('queue', { a: 1 });

    expect(await received()).toMatchObject({ source: 'queue', detail: { a: 1 } });
  });

  it('says what cannot be delivered, and puts it into the dead-letter queue', async () => {
    await emit('nobody', { a: 2 });

    expect(await received()).toMatchObject({ source: 'nobody', detail: { a: 2 } });
    expect(log.lines.join()).toContain(
      'is given up after 1 attempts: Error: arn:aws:lambda:us-east-1:000000000000:function:missing is no function or queue',
    );
  });
});
