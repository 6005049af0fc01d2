import type { DomainEvent } from '../../src/kernel/domain-event';
import type { Fold } from '../../src/kernel/fold';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

export type Plain = DomainEvent<
  'shop/note/written',
  {
    text: string;
    size?: number;
    read: boolean | null;
    tags: readonly { name: 'a' | 'b' }[];
    counts: Record<string, number>;
  }
>;

interface Named {
  name: string;
  address: { city: string };
}
export type OfInterface = DomainEvent<'shop/note/named', Named>;

// @ts-expect-error -- an event is JSON: the log gives back a text instead of a date
export type OfDate = DomainEvent<'shop/note/dated', { at: Date }>;
// @ts-expect-error -- nor is a map, wherever it is
export type OfMap = DomainEvent<'shop/note/counted', { pages: readonly { words: Map<string, number> }[] }>;
// @ts-expect-error -- nor is a set
export type OfSet = DomainEvent<'shop/note/tagged', { tags: ReadonlySet<string> }>;
// @ts-expect-error -- undefined is no JSON: leave the field out, or say null
export type OfUndefined = DomainEvent<'shop/note/signed', { by: string | undefined }>;
// @ts-expect-error -- nor is bigint
export type OfBigint = DomainEvent<'shop/note/priced', { price: bigint }>;
// @ts-expect-error -- nor is a function
export type OfFunction = DomainEvent<'shop/note/made', { make: () => void }>;
// @ts-expect-error -- nor is a symbol
export type OfSymbol = DomainEvent<'shop/note/marked', { mark: symbol }>;
// @ts-expect-error -- what could be anything could be no JSON
export type OfAnything = DomainEvent<'shop/note/filled', { content: unknown }>;

export type State = Fold<{ readonly words: readonly string[] }, Plain>;
// @ts-expect-error -- a state is JSON, or a snapshot would give back another one
export type DatedState = Fold<{ readonly at: Date }, Plain>;
// @ts-expect-error -- a set would come back as an object without anything
export type TaggedState = Fold<{ readonly tags: ReadonlySet<string> }, Plain>;
