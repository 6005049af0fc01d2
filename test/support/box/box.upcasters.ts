import type { CommittedEvent } from '../../../src/eventsourcing/log/commit';
import type { StoredData, Upcasters } from '../../../src/kernel/upcasters';
import type { BoxEvent } from './box';

/** A past for the box: once it was filled item by item, and later with `things`. */
export const boxUpcasters: Upcasters<BoxEvent> = {
  'shop/box/filled': [manyThings, itemsForThings],
};

function manyThings({ item }: StoredData): object {
  return { things: [item] };
}

function itemsForThings({ things }: StoredData): { items: string[] } {
  return { items: (things as unknown[]).map(String) };
}

/** What was stored, at a revision of the past or at the current one, when one item was put in. */
export function filledAt(revision: 1 | 2 | 3, item: string): CommittedEvent {
  const type = 'shop/box/filled';
  if (revision === 1) return { type, data: { item } };
  return { type, revision, data: revision === 2 ? { things: [item] } : { items: [item] } };
}
