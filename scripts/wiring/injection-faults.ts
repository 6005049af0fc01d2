import { Container } from 'inversify';
import { thrownMessage } from '../../local/thrown-message';
import {
  createContainer,
  processesIn,
  projectionsOf,
  resolverOf,
  talliesOf,
} from '../../src/composition/container';
import { Environment } from '../../src/composition/environment';
import { bindClass } from '../../src/composition/injection';
import { everythingOutside } from '../../src/composition/outside/everything';
import type { Class, ContextModule } from '../../src/eventsourcing/aggregate-module';
import { historyOf } from '../../src/eventsourcing/reading/history';
import { CommandBus } from '../../src/eventsourcing/writing/command-bus';
import { duplicateRoutes, routeMistakes, routesOf, type ControllerClass } from '../../src/http';
import type { Followed } from './follower-faults';

/** What a function of the context would come upon when it starts or first needs a class. @returns one line for each */
export function injectionFaults(context: ContextModule): string[] {
  const bindings = distinct(
    classesOf(context).flatMap((type) =>
      faultsOf(() => {
        bindClass(new Container(), type);
      }),
    ),
  );
  const handlers = handlerFaults(context);
  if (bindings.length + handlers.length > 0) return [...bindings, ...handlers];
  const whole = faultsOf(() => createContainer(context, new Environment({}), everythingOutside));
  if (whole.length > 0) return whole;
  const container = createContainer(context, new Environment({}), everythingOutside);
  const resolve = resolverOf(container);
  return distinct([
    ...classesOf(context).flatMap((type) => faultsOf(() => resolve(type))),
    ...context.aggregates
      .filter(({ history }) => history)
      .flatMap(({ aggregate }) => faultsOf(() => container.get(historyOf(aggregate)))),
  ]);
}

/** Whoever follows events in a context, or undefined when they cannot be made. */
export function followedIn(context: ContextModule): Followed | undefined {
  try {
    const resolve = resolverOf(createContainer(context, new Environment({}), everythingOutside));
    const followers = {
      projections: projectionsOf(context, resolve),
      tallies: talliesOf(context, resolve),
      processes: processesIn(context, resolve),
    };
    return { context, followers };
  } catch {
    return undefined;
  }
}

/** One by one, as a command bus stops at the first. */
function handlerFaults({ aggregates }: ContextModule): string[] {
  return aggregates.flatMap(({ aggregate, handlers }) =>
    handlers.flatMap((handler) =>
      faultsOf(() => new CommandBus([{ aggregate, handlers: [handler] }], unresolved, silent)),
    ),
  );
}

/** Mistakes of routes, and routes of two methods that take the same requests, in whatever context. */
export function routeFaults(controllers: readonly ControllerClass[]): string[] {
  const looked = controllers.map((controller) => ({ controller, mistakes: routeMistakes(controller) }));
  const mistakes = looked.flatMap((each) => each.mistakes);
  const sound = looked.filter((each) => each.mistakes.length === 0).map(({ controller }) => controller);
  const duplicates = duplicateRoutes(sound.flatMap(routesOf));
  return [...mistakes, ...duplicates.map(({ where, fix }) => `${where}: ${fix}`)];
}

function classesOf({ aggregates, processes }: ContextModule): Class[] {
  return [
    ...aggregates.flatMap(({ controllers, handlers, providers, projections, tallies }) => [
      ...controllers,
      ...handlers,
      ...providers,
      ...projections,
      ...tallies,
    ]),
    ...processes,
  ];
}

export function faultsOf(use: () => unknown): string[] {
  try {
    use();
    return [];
  } catch (error) {
    return [thrownMessage(error)];
  }
}

function distinct(faults: readonly string[]): string[] {
  return [...new Set(faults)];
}

function unresolved(): never {
  throw new Error('Nothing is executed here.');
}

const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
