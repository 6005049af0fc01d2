import type { Followers } from '../../src/composition/plan/followers';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { handledBy } from '../../src/eventsourcing/consuming/process';
import type { Projection } from '../../src/eventsourcing/consuming/projection';
import type { Table } from '../../src/eventsourcing/reading/table';
import { resourcePrefix } from '../../src/composition/naming';
import { groupBy } from '../../src/kernel/group-by';
import { isNamedAfter, twice } from './manifest-faults';

/** A context with whoever follows events in it. */
export interface Followed {
  readonly context: ContextModule;
  readonly followers: Followers;
}

/** What is wrong with projections, processes and tables of all contexts. @returns one line for each fault */
export function followerFaults(all: readonly Followed[]): string[] {
  const known = new Set(all.flatMap(({ context }) => context.aggregates.map(({ events }) => events.type)));
  const consumers = all.flatMap(({ followers }) => followersOf(followers));
  return [
    ...twice(
      consumers,
      ({ name }) => name,
      (name) => `two consumers are called '${name}': each needs a name of its own.`,
    ),
    ...all.flatMap(({ context, followers }) => [
      ...wrongNames(context, followers),
      ...unknownSources(followers, known),
      ...strangeSteps(followers),
      ...tableFaults(context, followers),
      ...strangeSwitches(context, followers),
    ]),
  ];
}

function followersOf({ projections, tallies, processes }: Followers): readonly { readonly name: string }[] {
  return [...projections, ...tallies, ...processes];
}

function wrongNames({ name: context }: ContextModule, followers: Followers): string[] {
  return followersOf(followers)
    .filter(({ name }) => !name.startsWith(`${context}/`))
    .map(({ name }) => `the consumer '${name}' is one of ${context}: begin its name with ${context}/.`);
}

function unknownSources(
  { projections, tallies, processes }: Followers,
  known: ReadonlySet<string>,
): string[] {
  const follows = [
    ...[...projections, ...tallies].map(({ name, source }) => ({ name, type: source.type })),
    ...processes.flatMap(({ name, follows }) => follows.map(({ type }) => ({ name, type }))),
  ];
  return follows
    .filter(({ type }) => !known.has(type))
    .map(
      ({ name, type }) =>
        `'${name}' follows ${type}, which is an aggregate of no listed context: no event would come.`,
    );
}

/** Steps for events that are none of the source never run. */
function strangeSteps({ projections, tallies, processes }: Followers): string[] {
  const steps = [
    ...[...projections, ...tallies].map(({ name, source, on }) => ({
      name,
      types: [source.type],
      on: Object.keys(on),
    })),
    ...processes.map((process) => ({
      name: process.name,
      types: process.follows.map(({ type }) => type),
      on: handledBy(process),
    })),
  ];
  return steps.flatMap(({ name, types, on }) =>
    on
      .filter((event) => !types.some((type) => event.startsWith(`${type}/`)))
      .map(
        (event) =>
          `'${name}' has a step for '${event}' and follows ${types.join(' and ')}: it would never run.`,
      ),
  );
}

function strangeSwitches({ name: context, switches }: ContextModule, { projections }: Followers): string[] {
  const known = new Set(projections.map(({ name }) => name));
  return switches.flatMap(({ from, to }) =>
    [from, to]
      .filter((name) => !known.has(name))
      .map((name) => `a switch of ${context} names '${name}', which is none of its projections.`),
  );
}

interface Use {
  readonly table: Table;
  readonly by: string;
}

function tableFaults(context: ContextModule, { projections, tallies }: Followers): string[] {
  const written = [
    ...projections.flatMap(writtenBy),
    ...tallies.map(({ name: by, table }): Use => ({ table, by })),
  ];
  const read = context.aggregates.flatMap(({ aggregate, reads }) =>
    reads.map(({ table }) => ({ table, by: `the manifest of ${aggregate.type}` })),
  );
  const names = (uses: readonly Use[]): ReadonlySet<string> => new Set(uses.map(({ table }) => table.name));
  return [
    ...misnamed(context.name, [...written, ...read]),
    ...declaredTwice([...written, ...read]),
    ...sharedRows([...projections, ...tallies]),
    ...distinct(read.filter(({ table }) => !names(written).has(table.name))).map(
      ({ table, by }) =>
        `${by} reads ${table.name}, which no projection or tally of ${context.name} writes: ` +
        'list the one that has it as its `table` or in its `details`, or take it out of `reads`.',
    ),
    ...distinct(written.filter(({ table }) => !names(read).has(table.name))).map(
      ({ table, by }) =>
        `'${by}' writes ${table.name}, which no query may read: add reads(<the table>, ...) to ` +
        "`reads` in its aggregate's manifest, or remove the table.",
    ),
  ];
}

function writtenBy({ name: by, table, details }: Projection): Use[] {
  return [{ table, by }, ...details.map((detail) => ({ table: detail.table, by }))];
}

function misnamed(context: string, uses: readonly Use[]): string[] {
  return distinct(uses)
    .filter(({ table }) => !isNamedAfter(context, table.name))
    .map(
      ({ table, by }) =>
        `'${table.name}' (${by}) is a table of ${context}: call it ${resourcePrefix(context)}...Table, letters and digits only, as its own tables alone can be reached.`,
    );
}

/** Rows of one type in the table of another would be read as what they are not. */
function declaredTwice(uses: readonly Use[]): string[] {
  return [...groupBy(uses, ({ table }) => table.name)]
    .filter(([, group]) => new Set(group.map(({ table }) => table)).size > 1)
    .map(
      ([name]) =>
        `the table ${name} is declared twice: declare it once and import it, or give one another name.`,
    );
}

/** Every row has one stream that writes it (docs/adr/0007), and a row of the table is the projection's checkpoint. */
function sharedRows(
  projections: readonly { readonly name: string; readonly table: { readonly name: string } }[],
): string[] {
  return [...groupBy(projections, ({ table }) => table.name)]
    .filter(([, { length }]) => length > 1)
    .map(
      ([table, group]) =>
        `${group.map(({ name }) => `'${name}'`).join(' and ')} both keep their rows in ${table}: give each a table of its own.`,
    );
}

function distinct(uses: readonly Use[]): Use[] {
  return [...groupBy(uses, ({ table }) => table.name).values()].flatMap((group) => group.slice(0, 1));
}
