import { application } from '../../local/application/application';
import { resourceNames } from '../../local/application/resource-names';
import { createFunctions } from '../../local/lambda/create-functions';
import type { LocalFunction } from '../../local/lambda/local-function';
import type { MappingDefinition } from '../../local/mappings/mapping-definition';
import { queueClient, type QueueClient } from '../../local/mappings/queue/queue-client';
import { queueEvent } from '../../local/mappings/queue/queue-event';
import { dynamoDbSource } from '../../local/mappings/stream/dynamodb-source';
import { kinesisSource } from '../../local/mappings/stream/kinesis-source';
import type { StreamRecord } from '../../local/mappings/stream/stream-record';
import { startRuntime, type Runtime } from '../../local/runtime';
import { startDynamoDb } from '../../local/services/dynamodb/start-dynamodb';
import { loadTemplate } from '../../local/template/load-template';
import { MAPPING } from '../../scripts/wiring/template-document';
import { ApiClient } from '../support/api-client';
import { Declared } from './declared';
import { meterDynamo } from './dynamo-meter';
import { Meters } from './meters';
import { dataLength, partitionKey, sizeOf, tableKey } from './record-fields';
import { batches, spread, StreamReader } from './stream-reader';

export interface PipelineOptions {
  /** Values for the template's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Shards of the log's stream: a new on-demand table has four partitions, as it takes 4,000 write units a second. */
  readonly tableShards: number;
  /** Containers among which messages that are there at the same time are spread. */
  readonly containers: number;
}

const BUILD = '.local/bench-cost';
const never = new AbortController().signal;

/**
 * The local pipeline, driven batch by batch instead of by pollers: every function of the template, on metered services.
 * Batches are formed as Lambda forms them, whatever the local pollers would do.
 */
export class Pipeline {
  private constructor(
    readonly meters: Meters,
    readonly declared: Declared,
    readonly mappings: readonly MappingDefinition[],
    private readonly options: PipelineOptions,
    private readonly runtime: Runtime,
    private readonly client: ApiClient,
    private readonly log: StreamReader,
    private readonly events: StreamReader,
    private readonly queues: ReadonlyMap<string, QueueClient>,
    private readonly others: readonly ReadonlyMap<string, LocalFunction>[],
    private readonly cleanup: readonly (() => unknown)[],
  ) {}

  static async start(options: PipelineOptions): Promise<Pipeline> {
    const { parameters } = options;
    const template = loadTemplate({ file: 'template.yaml', parameters });
    const declared = new Declared(parameters);
    const meters = new Meters(declared);
    const dynamo = await startDynamoDb({ host: '127.0.0.1', environment: process.env });
    const meter = await meterDynamo(dynamo.endpoint, meters.units);
    const environment = { ...process.env, LOCAL_DYNAMODB_ENDPOINT: meter.endpoint };
    const common = { buildDirectory: BUILD, log: meters.log };
    const runtime = await startRuntime({
      ...common,
      parameters,
      environment,
      polls: false,
      onAuthorised: meters.authorised,
    });
    const { endpoints } = runtime;
    const resolved = application(template, resourceNames(endpoints, runtime.url));
    const [ofLog, ofEvents] = [onlyOne(resolved.mappings, 'dynamodb'), onlyOne(resolved.mappings, 'kinesis')];
    const log = await StreamReader.open(
      await dynamoDbSource(dynamo.endpoint, ofLog.sourceArn, ofLog.functionId, never),
    );
    const events = await StreamReader.open(
      kinesisSource(endpoints.kinesis, ofEvents.sourceArn, ofEvents.functionId),
    );
    const queues = new Map<string, QueueClient>();
    for (const { sourceArn, functionId } of mappingsOf(resolved.mappings, 'sqs'))
      queues.set(sourceArn, await queueClient(endpoints.sqs, sourceArn, functionId, never));
    const others = Array.from({ length: options.containers - 1 }, () =>
      createFunctions(resolved.functions, { directory: BUILD, endpoints, log: meters.log, concurrency: 1 }),
    );
    const client = await ApiClient.of(runtime.url);
    return new Pipeline(
      meters,
      declared,
      resolved.mappings,
      options,
      runtime,
      client,
      log,
      events,
      queues,
      others,
      [
        () => {
          client.close();
        },
        () => {
          log.close();
          events.close();
        },
        () => {
          for (const queue of queues.values()) queue.close();
        },
        () => Promise.all(others.flatMap((functions) => [...functions.values()].map((each) => each.stop()))),
        () => runtime.stop(),
        () => {
          meter.stop();
        },
        () => dynamo.stop(),
      ],
    );
  }

  async stop(): Promise<void> {
    for (const step of this.cleanup) await step();
  }

  /** Sends a command, one at a time. @throws Error when it is not accepted */
  async command(method: string, path: string, body: object): Promise<void> {
    const before = [...this.runtime.functions.values()].map(({ statistics }) => statistics.invocations);
    const { status } = await this.client.call(method, path, body);
    if (status !== 202) throw new Error(`${method} ${path} was answered with ${status}.`);
    this.meters.request();
    [...this.runtime.functions.values()].forEach((each, index) => {
      if (each.statistics.invocations > (before[index] ?? 0)) this.meters.invocation(each);
    });
  }

  /** Milliseconds from one batch of a stream mapping to the next, at least. */
  interval(kind: 'dynamodb' | 'kinesis'): number {
    return Math.max(
      POLLED_EVERY[kind],
      ...mappingsOf(this.mappings, kind).map(({ batchingWindow }) => batchingWindow),
    );
  }

  /** The adaptor takes what is new in the log. @returns bytes of it that the table keeps */
  async passLog(): Promise<number> {
    const records = await this.log.newRecords();
    for (const mapping of mappingsOf(this.mappings, 'dynamodb'))
      await this.invokeLanes(mapping, spread(records, this.options.tableShards, tableKey), false);
    return records.reduce((total, { event }) => total + sizeOf(event), 0);
  }

  /**
   * The broker takes what is new in the event stream, and consumers what it sends to their queues.
   *
   * @param busy whether batches come so fast that a function has several containers; else its first takes all
   */
  async passEvents(busy: boolean): Promise<void> {
    const records = await this.events.newRecords();
    for (const record of records) this.meters.record(dataLength(record));
    for (const mapping of mappingsOf(this.mappings, 'kinesis')) {
      const lanes = spread(records, this.parallelizationOf(mapping), partitionKey);
      await this.invokeLanes(mapping, lanes, busy);
    }
  }

  private async invokeLanes(
    mapping: MappingDefinition,
    lanes: readonly (readonly StreamRecord[])[],
    busy: boolean,
  ): Promise<void> {
    let container = busy ? Math.floor(Math.random() * this.options.containers) : 0;
    for (const lane of lanes) {
      for (const batch of batches(lane, mapping.batchSize)) {
        await this.invoke(mapping.functionId, { Records: batch.map(({ event }) => event) });
        if (mapping.kind === 'kinesis') container = await this.emptyQueues(container, busy);
      }
    }
  }

  /**
   * A long poll is answered by what the broker has just sent, so at worst a batch of a queue is what one request to it
   * brought. Batches that are there at the same time go to containers in turn, beginning with any of them.
   */
  private async emptyQueues(first: number, busy: boolean): Promise<number> {
    let container = first;
    for (const { sourceArn, functionId, batchSize } of mappingsOf(this.mappings, 'sqs')) {
      const queue = this.queues.get(sourceArn);
      const isFifo = sourceArn.endsWith('.fifo');
      for (;;) {
        const messages = (await queue?.receive(batchSize, 0, never)) ?? [];
        if (messages.length === 0) break;
        const bytes = messages.reduce((total, { Body }) => total + Buffer.byteLength(Body), 0);
        this.meters.queueRequest('received', isFifo, bytes);
        await this.invoke(functionId, queueEvent(messages, sourceArn), container);
        await queue?.delete(messages, never);
        this.meters.queueRequest('deleted', isFifo);
        if (busy) container += 1;
      }
    }
    return container;
  }

  private parallelizationOf({ logicalId }: MappingDefinition): number {
    return Number(this.declared.setting(MAPPING, logicalId, 'ParallelizationFactor') ?? 1);
  }

  private async invoke(functionId: string, event: object, container = 0): Promise<void> {
    const environments = [this.runtime.functions, ...this.others];
    const chosen = environments[container % environments.length]?.get(functionId);
    if (!chosen) throw new Error(`There is no function ${functionId}.`);
    const outcome = await chosen.invoke(JSON.stringify(event));
    const answer = outcome.ok
      ? (JSON.parse(outcome.payload) as { readonly batchItemFailures?: unknown[] })
      : undefined;
    if (!answer || (answer.batchItemFailures?.length ?? 0) > 0)
      throw new Error(`${functionId} failed: ${JSON.stringify(outcome)}`);
    this.meters.invocation(chosen);
  }
}

/** Milliseconds. Source: Lambda guide, "Polling and batching streams" of DynamoDB and of Kinesis. */
const POLLED_EVERY = { dynamodb: 250, kinesis: 1_000 } as const;

function mappingsOf(
  mappings: readonly MappingDefinition[],
  kind: MappingDefinition['kind'],
): readonly MappingDefinition[] {
  return mappings.filter((mapping) => mapping.kind === kind);
}

/** @throws Error for a template with none or several of the kind */
function onlyOne(mappings: readonly MappingDefinition[], kind: MappingDefinition['kind']): MappingDefinition {
  const [one, ...others] = mappingsOf(mappings, kind);
  if (one && others.length === 0) return one;
  throw new Error(`The template has ${mappingsOf(mappings, kind).length} mappings of ${kind}, not one.`);
}
