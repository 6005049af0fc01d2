import 'reflect-metadata/lite';
import { Container } from 'inversify';
import { dynamoClient } from '../aws/dynamo-client';
import { DynamoEventStore } from '../aws/dynamo-event-store';
import { DynamoIdempotencyStore } from '../aws/dynamo-idempotency-store';
import { DynamoProjectionStore } from '../aws/dynamo-projection-store';
import { DynamoReadTables } from '../aws/dynamo-read-tables';
import { DynamoStreamDirectory } from '../aws/dynamo-stream-directory';
import type { AggregateModule, ContextModule } from '../eventsourcing/aggregate-module';
import { CommandBus } from '../eventsourcing/writing/command-bus';
import type { EventSchemas } from '../eventsourcing/log/event-schemas';
import type { Logger } from '../eventsourcing/logger';
import type { Projection } from '../eventsourcing/consuming/projection';
import { History, historyOf } from '../eventsourcing/reading/history';
import { Repository, repositoryOf } from '../eventsourcing/writing/repository';
import type { WritingPorts } from '../eventsourcing/writing/event-store';
import { UpcastingEventStore } from '../eventsourcing/writing/upcasting-event-store';
import { EVENT_LOG, LOGGER, PROJECTION_STORE, READ_TABLES, WRITING_PORTS } from '../eventsourcing/tokens';
import type { Environment } from './environment';
import { EVENT_SCHEMAS, schemasOf } from './event-schemas';
import { historyView } from './history-view';
import { createLogger } from './logger';
import { resolverOf } from './resolver';

/**
 * Everything that a context needs, each thing made once and when it is first asked for: a function that answers
 * queries never needs the names of the tables that commands write.
 */
export function createContainer(context: ContextModule, environment: Environment): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  const resolve = resolverOf(container);
  bindPorts(container, environment);
  container.bind(EVENT_SCHEMAS).toDynamicValue(() => schemasOf(context, resolve));
  for (const module of context.aggregates) bindModule(container, module);
  for (const process of context.processes) container.bind(process as new () => object).toSelf();
  bindCommandBus(container, context.aggregates);
  return container;
}

function bindPorts(container: Container, environment: Environment): void {
  const client = dynamoClient();
  const nameOf = (logicalId: string): string => environment.resource(logicalId);
  const logger = createLogger();
  container.bind(LOGGER).toConstantValue(logger);
  const stored = new DynamoEventStore(client, nameOf, { logger });
  container.bind(WRITING_PORTS).toDynamicValue((): WritingPorts => ({
    events: new UpcastingEventStore(stored, container.get<EventSchemas>(EVENT_SCHEMAS)),
    records: new DynamoIdempotencyStore(client, nameOf),
    directory: new DynamoStreamDirectory(client, nameOf),
  }));
  container.bind(EVENT_LOG).toDynamicValue(() => container.get<WritingPorts>(WRITING_PORTS).events);
  container.bind(READ_TABLES).toConstantValue(new DynamoReadTables(client, nameOf));
  container.bind(PROJECTION_STORE).toConstantValue(new DynamoProjectionStore(client, nameOf));
}

function bindModule(container: Container, { aggregate, uniqueValues, ...module }: AggregateModule): void {
  container
    .bind(repositoryOf(aggregate))
    .toDynamicValue(() => new Repository(aggregate, uniqueValues, container.get(WRITING_PORTS)));
  container.bind(historyOf(aggregate)).toDynamicValue(() => {
    const projection = container.get<Projection>(module.history as new () => Projection);
    return new History(aggregate.type, historyView(projection), container.get(EVENT_LOG));
  });
  const classes = [...module.controllers, ...module.handlers, ...module.providers, ...module.projections];
  for (const each of classes) container.bind(each as new () => object).toSelf();
}

function bindCommandBus(container: Container, modules: readonly AggregateModule[]): void {
  const bus = new CommandBus(modules, resolverOf(container), container.get<Logger>(LOGGER));
  container.bind(CommandBus).toConstantValue(bus);
}
