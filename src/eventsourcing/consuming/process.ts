import type { Command, CommandClass } from '../../kernel/command';
import type { DomainError } from '../../kernel/domain-error';
import type { DomainEvent } from '../../kernel/domain-event';
import type { EventSource } from '../../kernel/event-source';
import type { RecordedEvent, RecordedEventOf } from '../log/commit';
import type { Timeout } from './timeout';

/** A row of a process's state. */
export interface ProcessRow<Data extends object = object> {
  /** Key within its instance. */
  readonly item: string;
  readonly data: Data;
}

/** What an event changes of the state, written in one transaction with the checkpoint of its stream. */
export interface ProcessRows<Data extends object = object> {
  /** @param data plain JSON; may be left out where it is enough that the row is there */
  put(instance: string, item: string, data?: Data): void;
  delete(instance: string, item: string): void;
}

/** The state as it is now: strongly consistent, with the rows of the event that is reacted to. */
export interface ProcessState<Data extends object = object> {
  get(instance: string, item: string): Promise<Data | undefined>;

  /** Rows of an instance by item, read page by page as they are consumed. @param prefix of their items */
  list(instance: string, prefix?: string): AsyncIterable<ProcessRow<Data>>;

  /** Whether an instance has begun and not ended, for a process that lists its `instances`. */
  isOpen(instance: string): Promise<boolean>;
}

export type Commands = AsyncIterable<Command | Timeout> | Iterable<Command | Timeout>;

/** What events change of the state; the others are skipped. */
export type ProcessHandlers<E extends DomainEvent = DomainEvent, Data extends object = object> = {
  readonly [T in E['type']]?: (event: RecordedEventOf<E, T>, rows: ProcessRows<Data>) => void;
};

/** The commands that follow from events; from the others none does. They are sent side by side, in no certain order. */
export type ProcessReactions<E extends DomainEvent = DomainEvent, Data extends object = object> = {
  readonly [T in E['type']]?: (event: RecordedEventOf<E, T>, state: ProcessState<Data>) => Commands;
};

/** Names of the instances that events are about, by event type. */
export type InstanceNames<E extends DomainEvent = DomainEvent> = {
  readonly [T in E['type']]?: (event: RecordedEventOf<E, T>) => string;
};

/**
 * Which events begin an instance, and which end it. All the rows of an instance are removed once its end has been reacted
 * to. A row that an event puts into an instance that has not begun, or has ended, does not stay.
 */
export interface Instances<E extends DomainEvent = DomainEvent> {
  readonly begin: InstanceNames<E>;
  readonly end: InstanceNames<E>;
}

/** What follows from a refusal of one of its commands. */
export type AfterRefusal<Data extends object = object> = (
  command: Command,
  refusal: DomainError,
  state: ProcessState<Data>,
) => Commands;

/**
 * A process manager: follows events of one or several aggregate types, keeps state and reacts with commands.
 *
 * Every row of its state has one stream whose events write it, as with projections. The rows of an event are stored
 * before it is reacted to, and a reaction reads consistently: of two events in two streams that belong together, the
 * one whose rows are stored last sees the other's. So what has to happen when both have happened is decided by a
 * reaction to each.
 */
export interface Process<E extends DomainEvent = DomainEvent, Data extends object = object> {
  /** Its name as a consumer: `iam/remove-role-from-users-when-role-disabled`. It never changes. */
  readonly name: string;
  /** The events that it follows. */
  readonly follows: readonly EventSource[];
  readonly on: ProcessHandlers<E, Data>;
  readonly react: ProcessReactions<E, Data>;
  /** The commands that it reacts with. Its function gets the permissions for these, and any other is not sent. */
  readonly sends: readonly CommandClass[];
  /** Where each run of it is of its own, such as one for each order; absent where rows come and go one by one. */
  readonly instances?: Instances<E>;
  /** Names of its timeouts. Its function gets the permission to schedule when there is one. */
  readonly timeouts?: readonly string[];
  /** What follows from refusals, by their code: they are part of the process. */
  readonly refused?: Readonly<Record<string, AfterRefusal<Data>>>;
  /** Codes of refusals that mean that there is nothing left to do; any other is a failure, and tried again. */
  readonly expects?: readonly string[];
}

/** The event types that a process does something with. Commits without them are not delivered to it. */
export function handledBy({ on, react, instances }: Process): readonly string[] {
  const { begin = {}, end = {} } = instances ?? {};
  return [...new Set([on, react, begin, end].flatMap((each) => Object.keys(each)))];
}

/** The instance that an event begins or ends, if it does. */
export function instanceOf(names: InstanceNames | undefined, event: RecordedEvent): string | undefined {
  const known: Readonly<Record<string, unknown>> = names ?? {};
  if (!Object.hasOwn(known, event.type)) return undefined;
  return (known[event.type] as (event: RecordedEvent) => string)(event);
}
