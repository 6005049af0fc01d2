import { createContainer } from '../../../src/composition/container';
import { Environment } from '../../../src/composition/environment';
import { resolverOf } from '../../../src/composition/resolver';
import type { AggregateModule } from '../../../src/eventsourcing/aggregate-module';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';

/** A projection, its class name, and the aggregate type whose manifest lists it. */
export interface Follower {
  readonly name: string;
  readonly owner: string;
  readonly projection: Projection;
}

/** Every projection of the manifests, made by the same container as in the projector functions. */
export function followersIn(modules: readonly AggregateModule[]): Follower[] {
  const resolve = resolverOf(createContainer(modules, new Environment({})));
  return modules.flatMap(({ aggregate, projections }) =>
    projections.map((each) => ({ name: each.name, owner: aggregate.type, projection: resolve(each) })),
  );
}
