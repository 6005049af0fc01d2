import type { JsonObject } from './json';

/**
 * Something that happened, as the domain names it.
 *
 * `Type` is a string literal such as `iam/user/registered`, never derived from a class name: minifiers rename
 * classes, and the log outlives every build. `Data` is plain JSON and always bounded in size: what the log would give back
 * as something else does not compile, or is refused when the event is raised.
 */
export interface DomainEvent<Type extends string = string, Data extends JsonObject<Data> & object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** The member of the union `E` that has the type `T`. */
export type EventOf<E extends DomainEvent, T extends E['type']> = Extract<E, { type: T }>;

/** The payload of the event type `T` in the union `E`. */
export type DataOf<E extends DomainEvent, T extends E['type']> = EventOf<E, T>['data'];
