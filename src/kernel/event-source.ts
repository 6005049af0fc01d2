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

/** `iam/role` of `iam/role/created`, of each member of a union. */
type Prefix<EventType extends string> = EventType extends `${infer Context}/${infer Aggregate}/${string}`
  ? `${Context}/${Aggregate}`
  : string extends EventType
    ? string
    : `begin this event type with context/aggregate/: ${EventType}`;

type IsUnion<T, Whole = T> = T extends unknown ? ([Whole] extends [T] ? false : true) : never;

/**
 * What a source may be called: as its events begin. Where they do not all begin alike, this is a text that says so and
 * that no name fits, so the compiler shows it.
 */
type SourceType<EventType extends string, P extends string = Prefix<EventType>> =
  true extends IsUnion<P> ? `all events of a source begin with its type, and these do not: ${P}` : P;

/**
 * Declares the events of an aggregate type.
 *
 * @example
 * export const roleEvents = eventSource<RoleEvent>({
 *   type: 'iam/role',
 *   views: { 'iam/role/created': ({ name }) => ({ name }) },
 * });
 *
 * @throws TypeError for an upcaster, view or personal field of another source's event, where nothing was compiled before
 */
export function eventSource<E extends DomainEvent>(
  declared: { readonly type: SourceType<E['type']> } & Partial<
    Pick<EventSource<E>, 'upcasters' | 'views'>
  > & { readonly personal?: PersonalFields<E> },
): EventSource<E> {
  const source = { upcasters: {}, views: {}, personal: {}, ...declared };
  for (const part of ['upcasters', 'views', 'personal'] as const) refuseStrangers(part, source);
  return source;
}

/** Upcasters and views are found by the event's type alone: one of another source would change that one's events. */
function refuseStrangers(
  part: 'upcasters' | 'views' | 'personal',
  source: Pick<EventSource, 'type' | typeof part>,
): void {
  const stranger = Object.keys(source[part]).find((type) => !type.startsWith(`${source.type}/`));
  if (stranger === undefined) return;
  const fix = `move it to the source of that event, or begin the event's type with ${source.type}/.`;
  throw new TypeError(`The ${part} of ${source.type} name ${stranger}, which is no event of it: ${fix}`);
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
