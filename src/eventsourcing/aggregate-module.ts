import type { Aggregate, AggregateClass } from '../kernel/aggregate-root';
import type { EventSource } from '../kernel/event-source';
import type { Process } from './consuming/process';
import type { Projection } from './consuming/projection';
import type { Tally } from './consuming/tally';
import type { ReadSwitch } from './reading/read-switch';
import type { TableAccess } from './reading/table-access';
import type { CommandHandlerClass } from './writing/command-bus';
import type { UniqueValueRule } from './writing/unique-value';

export type Class<T = object> = new (...args: never[]) => T;

/** Everything that belongs to one aggregate: the one place where it is registered. */
export interface AggregateModule {
  readonly aggregate: AggregateClass;
  readonly events: EventSource;
  /** Values that only one aggregate may have. */
  readonly uniqueValues: UniqueValueRule<unknown>;
  readonly controllers: readonly Class[];
  readonly handlers: readonly CommandHandlerClass[];
  /** Classes that handlers and controllers are given: enrichers and queries. */
  readonly providers: readonly Class[];
  /** Projections that this aggregate owns, whichever aggregate's events they follow. */
  readonly projections: readonly Class<Projection>[];
  /** The one of them whose row shows the aggregate: also as it was. None for an aggregate that is never shown. */
  readonly history: Class<Projection> | undefined;
  /**
   * Whether a process may remember states from one command to the next. If not, each command reads, so that the time of
   * an answer does not tell what is remembered and what is not.
   */
  readonly isRemembered: boolean;
  /** Counters over many streams that this aggregate owns. */
  readonly tallies: readonly Class<Tally>[];
  /** Tables that its queries read, and how. */
  readonly reads: readonly TableAccess[];
}

/** What one of a context's functions needs beyond the defaults of template.yaml. */
export interface FunctionSettings {
  /** MB */
  readonly memory?: number;
  /** Seconds */
  readonly timeout?: number;
  /** Invocations at the same time that are kept free for it, and its most. */
  readonly reservedConcurrency?: number;
}

export type FunctionRole = 'commands' | 'queries' | 'projector' | 'processes';

/** A bounded context: its aggregates and processes. Its functions can reach nothing else but what it `reads`. */
export interface ContextModule {
  readonly name: string;
  readonly aggregates: readonly AggregateModule[];
  readonly processes: readonly Class<Process>[];
  /** Events of other contexts that its enrichers read from the log. */
  readonly reads: readonly EventSource[];
  /** Projections that get a successor beside them, of which queries ask `ReadSwitches` which one to read. */
  readonly switches: readonly ReadSwitch[];
  readonly functions: Readonly<Partial<Record<FunctionRole, FunctionSettings>>>;
}

type Manifest<State> = Omit<
  AggregateModule,
  'aggregate' | 'uniqueValues' | 'projections' | 'tallies' | 'history' | 'handlers' | 'reads' | 'isRemembered'
> & {
  readonly aggregate: AggregateClass<Aggregate<State>>;
  readonly uniqueValues?: UniqueValueRule<State>;
  readonly handlers: readonly CommandHandlerClass[];
  /** None for an aggregate without a read model. */
  readonly projections?: readonly Class[];
  readonly tallies?: readonly Class[];
  readonly history?: Class | undefined;
  readonly reads?: AggregateModule['reads'];
  /** True when absent. */
  readonly isRemembered?: boolean;
};

/** Writes down an aggregate's manifest. @throws Error when its history is none of its projections */
export function aggregateModule<State>(manifest: Manifest<State>): AggregateModule {
  const { aggregate, history, projections = [] } = manifest;
  if (history && !projections.includes(history)) {
    throw new Error(`The history of ${aggregate.type} is ${history.name}; add it to the projections.`);
  }
  const nothing = {
    uniqueValues: () => [],
    projections: [],
    tallies: [],
    history: undefined,
    reads: [],
    isRemembered: true,
  };
  return { ...nothing, ...manifest } as AggregateModule;
}

/** Writes down a context's manifest. */
export function contextModule(
  manifest: Pick<ContextModule, 'name' | 'aggregates'> & {
    readonly processes?: readonly Class[];
    readonly reads?: readonly EventSource[];
    readonly switches?: readonly ReadSwitch[];
    readonly functions?: ContextModule['functions'];
  },
): ContextModule {
  return { processes: [], reads: [], switches: [], functions: {}, ...manifest } as ContextModule;
}
