import type { DataOf, DomainEvent } from './domain-event';

/** An event's data as it was stored long ago: whatever the code of that day wrote. */
export type StoredData = Readonly<Record<string, unknown>>;

/** Lifts an event's data by one revision of its schema. Pure, and never asks anything but the data. */
export type Upcaster<To extends object = object> = (data: StoredData) => To;

/**
 * For each event whose schema has changed since it was first stored, one step for each change, oldest first: step 0
 * lifts revision 1 to 2. The last one gives what the code expects today, so the current revision is the number of
 * steps plus 1. Steps are only ever added: what they lift stays in the log for ever.
 *
 * @example
 * export const userUpcasters: Upcasters<UserEvent> = {
 *   'iam/user/registered': [withLocale],
 * };
 *
 * function withLocale({ email }: StoredData): { email: string; locale: string } {
 *   return { email: String(email), locale: 'en' };
 * }
 */
export type Upcasters<E extends DomainEvent = DomainEvent> = {
  readonly [T in E['type']]?: readonly [...(readonly Upcaster[]), Upcaster<DataOf<E, T>>];
};
