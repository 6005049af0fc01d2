import { contextModule, type ContextModule } from '../../../src/eventsourcing/aggregate-module';
import { handledBy, type Process } from '../../../src/eventsourcing/consuming/process';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import type { Tally, TallyHandlers } from '../../../src/eventsourcing/consuming/tally';
import type { DomainEvent } from '../../../src/kernel/domain-event';
import { iamModule } from '../../../src/contexts/iam/iam.module';
import { shopModule } from '../../../src/contexts/shop/shop.module';
import { ReplenishWhenReserved } from './replenish-when-reserved.process';

/** With a process more, whose commands would have an effect twice. */
const shop = contextModule({ ...shopModule, processes: [...shopModule.processes, ReplenishWhenReserved] });

/** What is simulated, as the manifests say. */
export const CONTEXTS: readonly ContextModule[] = [iamModule, shop];

/** What a projector runs. */
export interface ReadSide {
  readonly projections: readonly Projection[];
  readonly tallies: readonly Tally[];
}

/** Whoever folds. */
export function foldersIn({ projections, tallies }: ReadSide): readonly (Projection | Tally)[] {
  return [...projections, ...tallies];
}

/** The projections and tallies of a context; none of these is given anything. */
export function readSideOf({ aggregates }: ContextModule): ReadSide {
  return {
    projections: aggregates.flatMap(({ projections }) =>
      projections.map((each) => new (each as new () => Projection)()),
    ),
    tallies: aggregates.flatMap(({ tallies }) => tallies.map((each) => new (each as new () => Tally)())),
  };
}

export function processesOf({ processes }: ContextModule): Process[] {
  return processes.map((each) => new (each as new () => Process)());
}

/** Event types of an aggregate that the processes of a context handle; none when they do not follow it. */
export function handledIn(context: ContextModule, type: string): ReadonlySet<string> {
  const handled = processesOf(context)
    .filter(({ follows }) => follows.some((source) => source.type === type))
    .flatMap(handledBy);
  return new Set(handled.filter((event) => event.startsWith(`${type}/`)));
}

/** The next revision of a projection, whose rows tell which it is. */
export function raised(projection: Projection): Projection {
  const revision = (projection.revision ?? 1) + 1;
  const next = {
    ...projection,
    revision,
    initial: (id: string) => ({ ...projection.initial(id), foldedBy: `revision ${revision}` }),
  };
  return next;
}

/** The next revision of a tally, for which everything counts as often as its number. */
export function raisedTally(tally: Tally): Tally {
  const revision = (tally.revision ?? 1) + 1;
  const handlers = Object.entries<TallyHandlers<DomainEvent>[string]>(tally.on).map(([type, handler]) => [
    type,
    (...[count, event]: Parameters<NonNullable<typeof handler>>) => {
      handler?.(
        {
          of: (counter) => count.of(counter),
          add: (counter, by = 1) => {
            count.add(counter, by * revision);
          },
        },
        event,
      );
    },
  ]);
  return { ...tally, revision, on: Object.fromEntries(handlers) as Tally['on'] };
}
