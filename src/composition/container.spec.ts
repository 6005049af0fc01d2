import { setEnvironment } from '../../test/support/process-environment';
import { Box, boxUniqueValues } from '../../test/support/box/box';
import { bareBox } from '../../test/support/box/box.manifest';
import { iamModule } from '../contexts/iam/iam.module';
import { UserProjection } from '../contexts/iam/user/read/user.projection';
import { DisableUserHandler } from '../contexts/iam/user/write/disable-user';
import { aggregateModule, contextModule, type AggregateModule } from '../eventsourcing/aggregate-module';
import { CommandBus } from '../eventsourcing/writing/command-bus';
import type { EventLog } from '../eventsourcing/log/event-log';
import { History, historyOf } from '../eventsourcing/reading/history';
import { Repository, repositoryOf } from '../eventsourcing/writing/repository';
import type { WritingPorts } from '../eventsourcing/writing/event-store';
import { UpcastingEventStore } from '../eventsourcing/writing/upcasting-event-store';
import { EVENT_LOG, WRITING_PORTS } from '../eventsourcing/tokens';
import { createContainer, resolverOf } from './container';
import { Environment } from './environment';
import { projectorOf } from './consumers';
import { contextApi } from './context-api';
import { contexts } from './modules';
import { everythingOutside } from './outside/everything';

const boxModule = aggregateModule({ ...bareBox, uniqueValues: boxUniqueValues });
const shop = (...aggregates: AggregateModule[]): ReturnType<typeof contextModule> =>
  contextModule({ name: 'shop', aggregates });

describe('the container', () => {
  const nothing = new Environment({});
  let restore: () => void;

  beforeAll(() => {
    restore = setEnvironment({});
  });

  afterAll(() => {
    restore();
  });

  const classes = contexts.flatMap((context) =>
    context.aggregates.flatMap(({ controllers, handlers, providers, projections }) =>
      [...controllers, ...handlers, ...providers, ...projections].map(
        (type) => [type.name, type, context] as const,
      ),
    ),
  );

  it.each(classes)('makes %s once, with all that it takes', (_, type, context) => {
    const resolve = resolverOf(createContainer(context, nothing, everythingOutside));
    const instance = resolve(type);
    expect(instance).toBeInstanceOf(type);
    expect(resolve(type)).toBe(instance);
  });

  it('has a repository for every aggregate, a history for each that is shown, and one command bus', () => {
    const context = shop(boxModule, ...contexts.flatMap(({ aggregates }) => aggregates));
    const container = createContainer(context, nothing);
    for (const { aggregate, history } of context.aggregates) {
      expect(container.get(repositoryOf(aggregate))).toBeInstanceOf(Repository);
      if (history) expect(container.get(historyOf(aggregate))).toBeInstanceOf(History);
    }
    expect(container.get(CommandBus)).toBe(container.get(CommandBus));
  });

  it('gives everybody a log whose events are lifted', () => {
    const container = createContainer(shop(boxModule), nothing);
    expect(container.get(EVENT_LOG)).toBeInstanceOf(UpcastingEventStore);
    expect(container.get<WritingPorts>(WRITING_PORTS).events).toBe(container.get(EVENT_LOG));
  });

  it('asks for the name of a table only when the table is used', () => {
    const log = createContainer(shop(boxModule), nothing).get<EventLog>(EVENT_LOG);
    expect(() => log.read('shop/box#1')[Symbol.asyncIterator]()).not.toThrow();
    return expect(log.read('shop/box#1')[Symbol.asyncIterator]().next()).rejects.toThrow(
      'EVENT_LOG_TABLE is not set: this function may not use EventLogTable.',
    );
  });

  it('finds out, when it is first told, that a history follows another aggregate', () => {
    const strange = { ...boxModule, projections: [UserProjection], history: UserProjection };
    const container = createContainer(shop(strange as unknown as AggregateModule), nothing);
    expect(() => container.get(historyOf(Box))).toThrow(
      'The history of shop/box cannot be told by a projection of iam/user; ' +
        'name a projection that follows shop/box as history in its manifest.',
    );
  });

  it('finds out at start-up that two handlers handle one command', () => {
    const aggregates = iamModule.aggregates.map((module) => ({
      ...module,
      handlers: [...module.handlers, DisableUserHandler],
    }));
    expect(() => createContainer({ ...iamModule, aggregates }, nothing)).toThrow(
      /both handle iam\/user\/disable: remove one/,
    );
  });

  it('finds out at start-up that a handler handles nothing', () => {
    class Idle {
      execute = (): Promise<never> => Promise.reject(new Error('idle'));
    }
    expect(() => createContainer(shop({ ...boxModule, handlers: [Idle] }), nothing)).toThrow(
      'Idle handles nothing: decorate it with @Handles(TheCommand).',
    );
  });

  it.each(contexts.map((context) => [context.name, context] as const))(
    'serves the API and the projections of %s',
    (_, context) => {
      expect(contextApi(context, [], nothing).handle).toBeInstanceOf(Function);
      expect(projectorOf(context, nothing)).toBeInstanceOf(Function);
    },
  );
});
