import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { fromQueueRecord } from '../aws/commit-records';
import { SqsDoorbells } from '../aws/sqs-catch-up-queue';
import { sqsClient } from '../aws/sqs-channel';
import { isTransient } from '../aws/transient';
import type { ContextModule } from '../eventsourcing/aggregate-module';
import type { CaughtUp } from '../eventsourcing/consuming/catch-up/consumer-functions';
import type { Doorbell } from '../eventsourcing/consuming/catch-up/doorbell';
import { Consumers } from '../eventsourcing/consuming/consumers';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';
import { ProjectionConsumer } from '../eventsourcing/consuming/projection-consumer';
import type { ProjectionStore } from '../eventsourcing/consuming/projection-store';
import type { EventLog } from '../eventsourcing/log/event-log';
import type { EventSchemas } from '../eventsourcing/log/event-schemas';
import type { Logger } from '../eventsourcing/logger';
import { EVENT_LOG, LOGGER, PROJECTION_STORE } from '../eventsourcing/tokens';
import { createContainer } from './container';
import { Environment } from './environment';
import { EVENT_SCHEMAS, projectionsOf } from './event-schemas';
import { functionOf } from './naming';
import { resolverOf } from './resolver';

/** A batch of commits from a queue, or a doorbell that the catch-up answers. */
export type ConsumersEvent = SQSEvent | { readonly doorbell: Pick<Doorbell, 'consumer' | 'stream'> };

export type ConsumersHandler = (
  event: ConsumersEvent,
  invocation: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse | CaughtUp>;

/** Milliseconds of an invocation that are kept for what is under way when its time is up. */
const RESERVE = 1_500;

/** Queues of a context -> its read tables: the handler of its projector function. */
export function projectorOf(context: ContextModule, environment = new Environment()): ConsumersHandler {
  const container = createContainer(context, environment);
  const store = container.get<ProjectionStore>(PROJECTION_STORE);
  const projections = projectionsOf(context, resolverOf(container));
  const logger = container.get<Logger>(LOGGER);
  const consumers = new Consumers(
    functionOf(context.name, 'projector'),
    projections.map((projection) => new ProjectionConsumer(projection, store)),
    {
      log: container.get<EventLog>(EVENT_LOG),
      schemas: container.get<EventSchemas>(EVENT_SCHEMAS),
      doorbells: new SqsDoorbells(sqsClient(), () => environment.resource('CatchUpQueue')),
      isTransient,
      logger,
    },
  );
  return handlerOf(consumers, logger);
}

function handlerOf(consumers: Consumers, logger: Logger): ConsumersHandler {
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
