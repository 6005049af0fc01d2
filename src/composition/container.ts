import 'reflect-metadata/lite';
import { Container } from 'inversify';
import { dynamoClient } from '../aws/dynamo-client';
import { DynamoEventStore } from '../aws/dynamo-event-store';
import { DynamoIdempotencyStore } from '../aws/dynamo-idempotency-store';
import { DynamoProjectionStore } from '../aws/dynamo-projection-store';
import { DynamoReadTables } from '../aws/dynamo-read-tables';
import { DynamoStreamDirectory } from '../aws/dynamo-stream-directory';
import type { AggregateModule, Class, ContextModule } from '../eventsourcing/aggregate-module';
import type { Process } from '../eventsourcing/consuming/process';
import type { Projection } from '../eventsourcing/consuming/projection';
import type { Tally } from '../eventsourcing/consuming/tally';
import { EventSchemas } from '../eventsourcing/log/event-schemas';
import type { Logger } from '../eventsourcing/logger';
import { DeclaredReadTables } from '../eventsourcing/reading/declared-read-tables';
import { ReadSwitches } from '../eventsourcing/reading/read-switches';
import type { ReadTables } from '../eventsourcing/reading/read-tables';
import { History, historyOf } from '../eventsourcing/reading/history';
import { EVENT_LOG, LOGGER, PROJECTION_STORE, READ_TABLES, WRITING_PORTS } from '../eventsourcing/tokens';
import { CommandBus } from '../eventsourcing/writing/command-bus';
import type { WritingPorts } from '../eventsourcing/writing/event-store';
import { AggregateCache, NOTHING_REMEMBERED } from '../eventsourcing/writing/remembered-state';
import { Repository, repositoryOf } from '../eventsourcing/writing/repository';
import { UpcastingEventStore } from '../eventsourcing/writing/upcasting-event-store';
import type { EventSource } from '../kernel/event-source';
import { CLOCK, systemClock, type Clock } from '../outside/clock';
import type { Environment } from './environment';
import { historyView } from './history-view';
import { bindClass, resolveClass } from './injection';
import { createLogger } from './logger';
import type { Provide } from './outside/provide';
import { switchesTableOf, tablesReadIn } from './plan/switches-table';

/** The injection token of the one client that all adapters of a function share. */
export const DYNAMO_CLIENT = Symbol.for('DynamoClient');

/**
 * Everything that a context needs, each thing made once and when it is first asked for: a function that answers
 * queries never needs the names of the tables that commands write.
 *
 * @param outside ports to the world outside: which function needs which is in the plan, and its entry point names them, as
 *   each brings a client along that would be paid for at every start
 */
export function createContainer(
  context: ContextModule,
  environment: Environment,
  outside: readonly Provide[] = [],
): Container {
  const container = createContainerWithoutBus(context, environment);
  for (const provide of outside) provide(container, environment);
  bindCommandBus(container, context.aggregates);
  return container;
}

/** For a function that sends no commands: their handlers are looked through when the bus is made. */
export function createContainerWithoutBus(context: ContextModule, environment: Environment): Container {
  // The functions that the container compiles otherwise pay off only after far more calls than there are.
  const container = new Container({ defaultScope: 'Singleton', jitless: true });
  const resolve = resolverOf(container);
  bindPorts(container, environment, context);
  container.bind(EVENT_SCHEMAS).toDynamicValue(() => schemasOf(context, resolve));
  for (const module of context.aggregates) bindModule(container, module);
  for (const process of context.processes) bindClass(container, process);
  return container;
}

function bindPorts(container: Container, environment: Environment, context: ContextModule): void {
  const client = dynamoClient();
  const nameOf = (logicalId: string): string => environment.resource(logicalId);
  const logger = createLogger();
  container.bind(DYNAMO_CLIENT).toConstantValue(client);
  container.bind(LOGGER).toConstantValue(logger);
  container.bind(CLOCK).toConstantValue(systemClock);
  const stored = new DynamoEventStore(client, nameOf, { logger });
  container.bind(WRITING_PORTS).toDynamicValue((): WritingPorts => ({
    events: new UpcastingEventStore(stored, container.get<EventSchemas>(EVENT_SCHEMAS)),
    records: new DynamoIdempotencyStore(client, nameOf),
    directory: new DynamoStreamDirectory(client, nameOf),
  }));
  container.bind(EVENT_LOG).toDynamicValue(() => container.get<WritingPorts>(WRITING_PORTS).events);
  const tables = new DeclaredReadTables(new DynamoReadTables(client, nameOf), tablesReadIn(context));
  container.bind(READ_TABLES).toConstantValue(tables);
  container.bind(ReadSwitches).toDynamicValue(() => {
    const all = container.get<ReadTables>(READ_TABLES);
    return new ReadSwitches(all, switchesTableOf(context), container.get<Clock>(CLOCK));
  });
  container.bind(PROJECTION_STORE).toConstantValue(new DynamoProjectionStore(client, nameOf));
}

function bindModule(container: Container, { aggregate, uniqueValues, ...module }: AggregateModule): void {
  const { history, isRemembered } = module;
  container.bind(repositoryOf(aggregate)).toDynamicValue(() => {
    const cache = new AggregateCache(isRemembered ? undefined : NOTHING_REMEMBERED);
    return new Repository(aggregate, uniqueValues, container.get(WRITING_PORTS), cache);
  });
  if (history) {
    container.bind(historyOf(aggregate)).toDynamicValue(() => {
      const projection = container.get<Projection>(history as new () => Projection);
      return new History(aggregate.type, historyView(projection), container.get(EVENT_LOG));
    });
  }
  const { controllers, handlers, providers, projections, tallies } = module;
  for (const each of [...controllers, ...handlers, ...providers, ...projections, ...tallies])
    bindClass(container, each);
}

function bindCommandBus(container: Container, modules: readonly AggregateModule[]): void {
  const bus = new CommandBus(modules, resolverOf(container), container.get<Logger>(LOGGER));
  container.bind(CommandBus).toConstantValue(bus);
}

export type Resolve = <T extends object>(type: Class<T>) => T;

/** Gets instances from a container by their class, whatever its constructor takes. */
export function resolverOf(container: Container): Resolve {
  return <T extends object>(type: Class<T>) => resolveClass(container, type);
}

/** Token of a context's `EventSchemas`. */
export const EVENT_SCHEMAS = Symbol('EventSchemas');

export function projectionsOf({ aggregates }: ContextModule, resolve: Resolve): Projection[] {
  return aggregates.flatMap(({ projections }) => projections.map((each) => resolve(each)));
}

export function talliesOf({ aggregates }: ContextModule, resolve: Resolve): Tally[] {
  return aggregates.flatMap(({ tallies }) => tallies.map((each) => resolve(each)));
}

export function processesIn({ processes }: ContextModule, resolve: Resolve): Process[] {
  return processes.map((each) => resolve(each));
}

/** All events that a context may read: those of its own aggregates, what it `reads`, and what its consumers follow. */
function sourcesOf(context: ContextModule, resolve: Resolve): readonly EventSource[] {
  return [
    ...new Set([
      ...context.aggregates.map(({ events }) => events),
      ...context.reads,
      ...projectionsOf(context, resolve).map(({ source }) => source),
      ...talliesOf(context, resolve).map(({ source }) => source),
      ...processesIn(context, resolve).flatMap(({ follows }) => follows),
    ]),
  ];
}

/** The schemas of all events that a context may read. */
function schemasOf(context: ContextModule, resolve: Resolve): EventSchemas {
  return new EventSchemas(sourcesOf(context, resolve));
}
