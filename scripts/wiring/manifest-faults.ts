import { resourcePrefix } from '../../src/composition/naming';
import type { AggregateModule, ContextModule } from '../../src/eventsourcing/aggregate-module';
import { groupBy } from '../../src/kernel/group-by';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/**
 * What is wrong with the manifests as such, whatever template.yaml says: names, events and classes that stand where
 * they cannot work, or in two places.
 *
 * @returns one line for each fault, with what to do
 */
export function manifestFaults(contexts: readonly ContextModule[]): string[] {
  return [
    ...contexts.flatMap(({ name }) => nameFaults(name)),
    ...twice(
      contexts,
      ({ name }) => name,
      (name) => `two contexts are called ${name}: rename one.`,
    ),
    ...contexts.flatMap((context) =>
      context.aggregates.flatMap((module) => aggregateFaults(context, module)),
    ),
    ...sharedTypes(contexts),
    ...contexts.flatMap(repeatedClasses),
    ...strangeReads(contexts),
  ];
}

function nameFaults(context: string): string[] {
  if (NAME.test(context)) return [];
  return [
    `the context '${context}' needs a name of small letters, digits and hyphens: resources are named after it.`,
  ];
}

function aggregateFaults(context: ContextModule, { aggregate, events }: AggregateModule): string[] {
  const { type } = aggregate;
  const [owner, name = '', ...rest] = type.split('/');
  const faults: string[] = [];
  if (owner !== context.name || !NAME.test(name) || rest.length > 0) {
    faults.push(
      `${aggregate.name} has the type '${type}' and stands in the manifests of ${context.name}: ` +
        `call it '${context.name}/<aggregate>', of small letters, digits and hyphens.`,
    );
  }
  if (events.type !== type) {
    faults.push(
      `the manifest of ${type} has the events of ${events.type}: give it its own, or the aggregate their type.`,
    );
  }
  return [...faults, ...eventFaults(type, eventTypesOf(aggregate))];
}

/** The log finds upcasters, views and steps by the event's type alone, and the type tells whose it is. */
function eventFaults(aggregate: string, eventTypes: readonly string[]): string[] {
  return eventTypes
    .filter((type) => !type.startsWith(`${aggregate}/`) || type.length === aggregate.length + 1)
    .map(
      (type) =>
        `the fold of ${aggregate} has a step for '${type}': begin the event's type with ${aggregate}/.`,
    );
}

function eventTypesOf(aggregate: AggregateModule['aggregate']): readonly string[] {
  return new aggregate('00000000-0000-4000-8000-000000000000').eventTypes;
}

/** Of two aggregates with one type, or one event, each would fold and lift what the other has stored. */
function sharedTypes(contexts: readonly ContextModule[]): string[] {
  const modules = contexts.flatMap(({ aggregates }) => aggregates);
  const events = modules.flatMap(({ aggregate }) =>
    eventTypesOf(aggregate).map((event) => ({ event, aggregate: aggregate.type })),
  );
  const owners = groupBy(events, ({ event }) => event);
  return [
    ...twice(
      modules,
      ({ aggregate }) => aggregate.type,
      (type) => `two manifests have an aggregate '${type}': list it once, or give one a type of its own.`,
    ),
    ...[...owners].flatMap(([event, group]) => {
      const types = [...new Set(group.map(({ aggregate }) => aggregate))];
      return types.length > 1
        ? [
            `the event '${event}' has steps in the folds of ${types.join(' and ')}: give each an event of its own.`,
          ]
        : [];
    }),
  ];
}

function repeatedClasses({ name, aggregates, processes }: ContextModule): string[] {
  const classes = aggregates.flatMap(({ controllers, handlers, providers, projections, tallies }) => [
    ...new Set<object>(controllers),
    ...handlers,
    ...providers,
    ...projections,
    ...tallies,
  ]);
  return twice(
    [...classes, ...processes] as { name: string }[],
    (each) => each,
    (each) => {
      return `${each.name} is listed twice in the manifests of ${name}: keep one, as there is one instance of each class.`;
    },
  );
}

/** Of other contexts alone: what is their own, aggregates may read anyway. */
function strangeReads(contexts: readonly ContextModule[]): string[] {
  const known = new Set(contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events.type)));
  return contexts.flatMap(({ name, reads }) =>
    reads
      .filter(({ type }) => !known.has(type))
      .map(({ type }) => `${name} reads the events of ${type}, which is an aggregate of no listed context.`),
  );
}

/** A fault for each key that several have. */
export function twice<T, Key>(
  all: readonly T[],
  keyOf: (each: T) => Key,
  fault: (key: Key) => string,
): string[] {
  return [...groupBy(all, keyOf)].flatMap(([key, { length }]) => (length > 1 ? [fault(key)] : []));
}

/** `Iam` for what belongs to iam, as its tables are called. */
export function isNamedAfter(context: string, table: string): boolean {
  const prefix = resourcePrefix(context);
  return table.startsWith(prefix) && /^[A-Z][A-Za-z0-9]*Table$/u.test(table.slice(prefix.length));
}
