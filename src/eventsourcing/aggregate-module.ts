import type { Aggregate, AggregateClass } from '../kernel/aggregate-root';
import type { Upcasters } from '../kernel/upcasters';
import type { UniqueValueRule } from './writing/unique-value';
import type { CommandHandlerClass } from './writing/command-bus';
import type { Projection } from './consuming/projection';
import type { Table } from './reading/table';

export type Class<T = object> = new (...args: never[]) => T;

/** Everything that belongs to one aggregate: the one place where it is registered. */
export interface AggregateModule {
  readonly aggregate: AggregateClass;
  /** Values that only one aggregate may have. */
  readonly uniqueValues: UniqueValueRule<unknown>;
  /** Lift the data of its events that were stored with older schemas. */
  readonly upcasters: Upcasters;
  readonly controllers: readonly Class[];
  readonly handlers: readonly CommandHandlerClass[];
  /** Classes that handlers and controllers are given: enrichers and queries. */
  readonly providers: readonly Class[];
  /** Projections that this aggregate owns, whichever aggregate's events they follow. */
  readonly projections: readonly Class<Projection>[];
  /** The one of them whose head row shows the aggregate: also as it was. */
  readonly history: Class<Projection>;
  /** Tables that its queries read. */
  readonly reads: readonly Table[];
}

/** A bounded context: its aggregates. */
export interface ContextModule {
  readonly name: string;
  readonly aggregates: readonly AggregateModule[];
}

type Manifest<State> = Omit<
  AggregateModule,
  'aggregate' | 'uniqueValues' | 'upcasters' | 'projections' | 'history'
> & {
  readonly aggregate: AggregateClass<Aggregate<State>>;
  readonly uniqueValues?: UniqueValueRule<State>;
  readonly upcasters?: Upcasters;
  readonly projections: readonly Class[];
  readonly history: Class;
};

/** Writes down an aggregate's manifest. @throws Error when its history is none of its projections */
export function aggregateModule<State>(manifest: Manifest<State>): AggregateModule {
  const { aggregate, history, projections } = manifest;
  if (!projections.includes(history)) {
    throw new Error(`The history of ${aggregate.type} is ${history.name}; add it to the projections.`);
  }
  return { uniqueValues: () => [], upcasters: {}, ...manifest } as AggregateModule;
}
