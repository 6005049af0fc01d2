import type { Aggregate, AggregateClass } from '../kernel/aggregate-root';
import type { ClaimRule } from './claim';
import type { CommandHandlerClass } from './command-bus';
import type { Projection } from './projecting/projection';
import type { Table } from './reading/table';

export type Class<T = object> = new (...args: never[]) => T;

/** Everything that belongs to one aggregate: the one place where it is registered. */
export interface AggregateModule {
  readonly aggregate: AggregateClass;
  /** Values that only one aggregate may have. */
  readonly claims: ClaimRule<unknown>;
  readonly controllers: readonly Class[];
  readonly handlers: readonly CommandHandlerClass[];
  /** Classes that handlers and controllers are given: enrichers and queries. */
  readonly providers: readonly Class[];
  /** Projections that this aggregate owns, whichever aggregate's events they follow. */
  readonly projections: readonly Class<Projection>[];
  /** Tables that its queries read. */
  readonly reads: readonly Table[];
}

/** A bounded context: its aggregates. */
export interface ContextModule {
  readonly name: string;
  readonly aggregates: readonly AggregateModule[];
}

type Manifest<State> = Omit<AggregateModule, 'aggregate' | 'claims' | 'projections'> & {
  readonly aggregate: AggregateClass<Aggregate<State>>;
  readonly claims?: ClaimRule<State>;
  readonly projections: readonly Class[];
};

/** Writes down an aggregate's manifest. */
export function aggregateModule<State>(manifest: Manifest<State>): AggregateModule {
  return { claims: () => [], ...manifest } as AggregateModule;
}
