import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-kinesis';
import { ReceiveMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { application, type Application } from '../../local/application/application';
import { resourceNames } from '../../local/application/resource-names';
import { bundle } from '../../local/lambda/bundle/bundle';
import { createFunctions, type Functions } from '../../local/lambda/create-functions';
import { silentLog } from '../../local/runtime-log';
import { provision } from '../../local/services/provision/provision';
import { startServices, type Services } from '../../local/services/start-services';
import { closeClients, dynamoDbClient, kinesisHttp1Client, sqsClient } from '../support/local/clients';
import { jsonText } from '../../local/template/json';
import { loadTemplate } from '../../local/template/load-template';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import type { Commit } from '../../src/eventsourcing/log/commit';
import { all } from '../support/commit-of';

const URL = 'http://127.0.0.1';

/** A record of the event stream. */
export interface StreamRecord {
  readonly partitionKey: string;
  readonly data: unknown;
}

/**
 * The functions of template.yaml, bundled and with their environment, on real local services, but without mappings:
 * what one function has done is not passed on to the next.
 */
export class Deployment {
  private constructor(
    private readonly directory: string,
    private readonly services: Services,
    private readonly app: Application,
    private readonly functions: Functions,
  ) {}

  static async start(): Promise<Deployment> {
    const directory = await mkdtemp(join(tmpdir(), 'foldline-events-'));
    const services = await startServices({ environment: process.env });
    try {
      return await Deployment.on(services, directory);
    } catch (error) {
      await services.stop();
      throw error;
    }
  }

  private static async on(services: Services, directory: string): Promise<Deployment> {
    const { endpoints } = services;
    const template = loadTemplate({ file: 'template.yaml', parameters: {} });
    const app = application(template, resourceNames(endpoints, URL));
    await Promise.all([
      bundle(app.builds, { directory, readable: false }),
      provision(app.resources, endpoints),
    ]);
    const options = { directory, endpoints, log: silentLog, concurrency: 1 };
    return new Deployment(directory, services, app, createFunctions(app.functions, options));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.functions.values()].map((each) => each.stop()));
    closeClients();
    await this.services.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** @returns what the handler returns; throws what it throws */
  async invoke(functionId: string, event: unknown): Promise<unknown> {
    const called = this.functions.get(functionId);
    if (called === undefined) throw new Error(`template.yaml has no function ${functionId}.`);
    const outcome = await called.invoke(JSON.stringify(event));
    if (!outcome.ok) throw new Error(`${functionId} failed: ${outcome.error.errorMessage}`);
    return JSON.parse(outcome.payload) as unknown;
  }

  async row(table: string, id: string): Promise<Record<string, unknown> | undefined> {
    const client = dynamoDbClient(this.services.endpoints.dynamodb);
    const command = new GetItemCommand({ TableName: this.nameOf(table), Key: { id: { S: id } } });
    const { Item } = await client.send(command);
    return Item && unmarshall(Item);
  }

  /** Commits of a stream of the event log, oldest first. */
  async commits(stream: string): Promise<Commit[]> {
    const client = dynamoDbClient(this.services.endpoints.dynamodb);
    return all(new DynamoEventStore(client, (logicalId) => this.nameOf(logicalId)).read(stream));
  }

  /** Everything that the event stream holds. */
  async streamed(): Promise<StreamRecord[]> {
    const client = kinesisHttp1Client(this.services.endpoints.kinesis);
    const StreamName = this.nameOf('EventStream');
    const position = {
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    } as const;
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(position));
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ PartitionKey = '', Data = new Uint8Array() }) => ({
      partitionKey: PartitionKey,
      data: JSON.parse(Buffer.from(Data).toString()) as unknown,
    }));
  }

  /** The next messages of a queue. */
  async received(queue: string): Promise<Message[]> {
    const client = sqsClient(this.services.endpoints.sqs);
    const options = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const] };
    const command = new ReceiveMessageCommand({ QueueUrl: this.nameOf(queue), ...options });
    return (await client.send(command)).Messages ?? [];
  }

  /** What `!Ref` gives for a resource. */
  private nameOf(logicalId: string): string {
    const found = this.app.resources.find((resource) => resource.logicalId === logicalId);
    if (found === undefined) throw new Error(`template.yaml has no ${logicalId}.`);
    return jsonText(resourceNames(this.services.endpoints, URL)(found).ref);
  }
}
