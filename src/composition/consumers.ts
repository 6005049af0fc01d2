import type { Container } from 'inversify';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { fromQueueRecord } from '../aws/commit-records';
import type { dynamoClient } from '../aws/dynamo-client';
import type { ScheduledEvent } from '../aws/event-bridge-schedules';
import { DynamoProcessStore } from '../aws/dynamo-process-store';
import { DynamoTallyStore } from '../aws/dynamo-tally-store';
import { SqsDoorbells } from '../aws/sqs-catch-up-queue';
import { sqsClient } from '../aws/sqs-channel';
import { isTransient } from '../aws/aws-calls';
import type { ContextModule } from '../eventsourcing/aggregate-module';
import type { CaughtUp } from '../eventsourcing/consuming/catch-up/consumer-functions';
import type { Doorbell } from '../eventsourcing/consuming/catch-up/doorbell';
import type { Consumer } from '../eventsourcing/consuming/consumer';
import { Consumers } from '../eventsourcing/consuming/consumers';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { ProcessConsumer } from '../eventsourcing/consuming/process-consumer';
import { ProjectionConsumer } from '../eventsourcing/consuming/projection-consumer';
import type { ProjectionStore } from '../eventsourcing/consuming/projection-store';
import { TallyConsumer } from '../eventsourcing/consuming/tally-consumer';
import type { EventLog } from '../eventsourcing/log/event-log';
import type { EventSchemas } from '../eventsourcing/log/event-schemas';
import type { Logger } from '../eventsourcing/logger';
import { EVENT_LOG, LOGGER, PROJECTION_STORE } from '../eventsourcing/tokens';
import { CommandBus } from '../eventsourcing/writing/command-bus';
import { sendScheduled, type ScheduledAnswer } from '../eventsourcing/writing/scheduled-commands';
import { SCHEDULES, type Schedules } from '../eventsourcing/writing/schedules';
import {
  createContainer,
  createContainerWithoutBus,
  DYNAMO_CLIENT,
  resolverOf,
  EVENT_SCHEMAS,
  processesIn,
  projectionsOf,
  talliesOf,
} from './container';
import { Environment } from './environment';
import { functionOf } from './naming';
import type { Provide } from './outside/provide';
import { processesTableOf } from './plan/processes-table';

/** A batch of commits from a queue, or a doorbell that the catch-up answers. */
export type ConsumersEvent = SQSEvent | { readonly doorbell: Pick<Doorbell, 'consumer' | 'stream'> };

type Invocation = Pick<Context, 'getRemainingTimeInMillis'>;

export type ConsumersHandler = (
  event: ConsumersEvent,
  invocation: Invocation,
) => Promise<SQSBatchResponse | CaughtUp>;

/** Commands whose time has come are for it as well. */
export type ProcessesHandler = (
  event: ConsumersEvent | ScheduledEvent,
  invocation: Invocation,
) => Promise<SQSBatchResponse | CaughtUp | ScheduledAnswer>;

/** Milliseconds of an invocation that are kept for what is under way when its time is up. */
const RESERVE = 1_500;

/** Queues of a context -> its read tables: the handler of its projector function. */
export function projectorOf(context: ContextModule, environment = new Environment()): ConsumersHandler {
  const container = createContainerWithoutBus(context, environment);
  const store = container.get<ProjectionStore>(PROJECTION_STORE);
  const resolve = resolverOf(container);
  const client = container.get<ReturnType<typeof dynamoClient>>(DYNAMO_CLIENT);
  const sums = new DynamoTallyStore(client, (logicalId) => environment.resource(logicalId));
  const consumers = [
    ...projectionsOf(context, resolve).map((projection) => new ProjectionConsumer(projection, store)),
    ...talliesOf(context, resolve).map((tally) => new TallyConsumer(tally, sums)),
  ];
  return handlerOf(functionOf(context.name, 'projector'), consumers, container, environment);
}

/** Queue of a context's processes -> commands: the handler of its processes function. */
export function processesOf(
  context: ContextModule,
  outside: readonly Provide[] = [],
  environment = new Environment(),
): ProcessesHandler {
  const container = createContainer(context, environment, outside);
  const client = container.get<ReturnType<typeof dynamoClient>>(DYNAMO_CLIENT);
  const store = new DynamoProcessStore(client, () => environment.resource(processesTableOf(context).name));
  const bus = container.get(CommandBus);
  const processes = processesIn(context, resolverOf(container));
  // A function whose processes have no timeouts is given none.
  const schedules = container.isBound(SCHEDULES) ? container.get<Schedules>(SCHEDULES) : undefined;
  const consumers = processes.map((process) => new ProcessConsumer(process, store, bus, schedules));
  const handle = handlerOf(functionOf(context.name, 'processes'), consumers, container, environment);
  const logger = container.get<Logger>(LOGGER);
  return (event, invocation) =>
    'scheduled' in event ? sendScheduled(event.scheduled, bus, logger) : handle(event, invocation);
}

function handlerOf(
  functionId: string,
  members: readonly Consumer[],
  container: Container,
  environment: Environment,
): ConsumersHandler {
  const logger = container.get<Logger>(LOGGER);
  const consumers = new Consumers(functionId, members, {
    log: container.get<EventLog>(EVENT_LOG),
    schemas: container.get<EventSchemas>(EVENT_SCHEMAS),
    doorbells: new SqsDoorbells(sqsClient, () => environment.resource('CatchUpQueue')),
    isTransient,
    logger,
  });
  return (event, invocation) => {
    const until = Date.now() + invocation.getRemainingTimeInMillis() - RESERVE;
    if ('doorbell' in event) return consumers.catchUp(event.doorbell, until);
    return workThrough(event.Records, {
      identifierOf: ({ messageId }) => messageId,
      read: fromQueueRecord,
      work: (commits) => consumers.take(commits, until),
      logger,
    });
  };
}
