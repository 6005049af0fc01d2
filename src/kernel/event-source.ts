import type { DataOf, DomainEvent } from './domain-event';
import type { Upcasters } from './upcasters';

/** A function of an event's data, whichever event of a union it is: compared both ways, as methods are. */
type OfData<Data, Result> = { of(data: Data): Result }['of'];

/** What an event looks like outside its context, by type. An event without a view stays inside. */
export type EventViews<E extends DomainEvent = DomainEvent> = {
  readonly [T in E['type']]?: OfData<DataOf<E, T>, object>;
};

/** The fields of an event's data that tell of a person, by type. */
export type PersonalFields<E extends DomainEvent = DomainEvent> = {
  readonly [T in E['type']]?: readonly (keyof DataOf<E, T> & string)[];
};

/**
 * The events of one aggregate type, as everyone else may know them: what another aggregate, projection or process has
 * to name in order to read or follow them.
 */
export interface EventSource<E extends DomainEvent = DomainEvent> {
  /** `context/aggregate`, the prefix of its streams, events and commands. */
  readonly type: string;
  /** Lift the data of events that were stored with older schemas. */
  readonly upcasters: Upcasters<E>;
  readonly views: EventViews<E>;
  /** Names of fields, by event type. */
  readonly personal: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Never set: carries the type of the events. */
  readonly event?: E;
}

/** `iam/role` of `iam/role/created`: a source whose name is not that of its events does not compile. */
type SourceType<EventType extends string> = EventType extends `${infer Context}/${infer Aggregate}/${string}`
  ? `${Context}/${Aggregate}`
  : string;

/**
 * Declares the events of an aggregate type.
 *
 * @example
 * export const roleEvents = eventSource<RoleEvent>({
 *   type: 'iam/role',
 *   views: { 'iam/role/created': ({ name }) => ({ name }) },
 * });
 */
export function eventSource<E extends DomainEvent>(
  declared: { readonly type: SourceType<E['type']> } & Partial<
    Pick<EventSource<E>, 'upcasters' | 'views'>
  > & { readonly personal?: PersonalFields<E> },
): EventSource<E> {
  return { upcasters: {}, views: {}, personal: {}, ...declared };
}

/** What an event looks like outside its context; `undefined` for one that stays inside. */
export function publicView({ views }: EventSource, { type, data }: DomainEvent): object | undefined {
  const declared: Readonly<Partial<Record<string, (data: object) => object>>> = views;
  return Object.hasOwn(declared, type) ? declared[type]?.(data) : undefined;
}

/** Stands where something personal was. */
const HIDDEN = '(personal)';

/**
 * An event that may be logged or printed: what its source marks as personal is hidden; of an event of another source,
 * whose marks are not known here, all is.
 */
export function withoutPersonal({ type: source, personal }: EventSource, event: DomainEvent): DomainEvent {
  const { type, data } = event;
  if (!type.startsWith(`${source}/`)) return { type, data: {} };
  const fields = Object.hasOwn(personal, type) ? (personal[type] ?? []) : [];
  const shown = Object.entries(data).map(([field, value]): [string, unknown] => [
    field,
    fields.includes(field) ? HIDDEN : value,
  ]);
  return { type, data: Object.fromEntries(shown) };
}
