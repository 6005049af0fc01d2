import 'reflect-metadata/lite';
import { Container } from 'inversify';
import { resolverOf } from '../../../src/composition/container';
import { bindClass } from '../../../src/composition/injection';
import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';
import { EventSchemas } from '../../../src/eventsourcing/log/event-schemas';
import type { Logger } from '../../../src/eventsourcing/logger';
import { EVENT_LOG } from '../../../src/eventsourcing/tokens';
import { CommandBus } from '../../../src/eventsourcing/writing/command-bus';
import type { WritingPorts } from '../../../src/eventsourcing/writing/event-store';
import { AggregateCache, NOTHING_REMEMBERED } from '../../../src/eventsourcing/writing/remembered-state';
import { Repository, repositoryOf } from '../../../src/eventsourcing/writing/repository';
import { UpcastingEventStore } from '../../../src/eventsourcing/writing/upcasting-event-store';

/** The schemas of all events of a context. */
export function schemasOf({ aggregates }: ContextModule): EventSchemas {
  return new EventSchemas(aggregates.map(({ events }) => events));
}

/**
 * The command bus of a context in a new process, as its manifests say. (The container of the composition brings a client
 * of AWS along, which takes longer to make than a simulation runs.)
 */
export function commandSide(context: ContextModule, ports: WritingPorts, logger: Logger): CommandBus {
  const container = new Container({ defaultScope: 'Singleton', jitless: true });
  const events = new UpcastingEventStore(ports.events, schemasOf(context));
  container.bind(EVENT_LOG).toConstantValue(events);
  for (const { aggregate, uniqueValues, isRemembered, handlers, providers } of context.aggregates) {
    container.bind(repositoryOf(aggregate)).toDynamicValue(() => {
      const cache = new AggregateCache(isRemembered ? undefined : NOTHING_REMEMBERED);
      return new Repository(aggregate, uniqueValues, { ...ports, events }, cache);
    });
    for (const each of [...handlers, ...providers]) bindClass(container, each);
  }
  return new CommandBus(context.aggregates, resolverOf(container), logger);
}
