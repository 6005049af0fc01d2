import type { ContextModule } from '../../eventsourcing/aggregate-module';
import type { Process } from '../../eventsourcing/consuming/process';
import type { Projection } from '../../eventsourcing/consuming/projection';
import type { Tally } from '../../eventsourcing/consuming/tally';
import { createContainer, resolverOf, processesIn, projectionsOf, talliesOf } from '../container';
import { Environment } from '../environment';

/** Whoever follows events in a context, made by the same container as in its functions. */
export interface Followers {
  readonly projections: readonly Projection[];
  readonly tallies: readonly Tally[];
  readonly processes: readonly Process[];
}

export function followersIn(context: ContextModule): Followers {
  const resolve = resolverOf(createContainer(context, new Environment({})));
  return {
    projections: projectionsOf(context, resolve),
    tallies: talliesOf(context, resolve),
    processes: processesIn(context, resolve),
  };
}
