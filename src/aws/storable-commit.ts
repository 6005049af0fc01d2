import type { Commit } from '../eventsourcing/log/commit';
import { refuseUndeliverable, tooLarge } from '../eventsourcing/log/deliverable';
import type { AppendOptions } from '../eventsourcing/writing/event-store';
import { itemSize, LARGEST_ITEM, toItem, type Item } from './commit-item';

/** The most that one transaction holds ("TransactWriteItems", DynamoDB API reference). */
const MOST_ACTIONS = 100;

/**
 * A commit as an item that the log can hold and every later hop can carry.
 *
 * @throws DomainError `too-large`, `malformed` for a name that no queue takes; nothing has been sent then
 */
export function storableItem(commit: Commit): Item {
  const item = toItem(commit);
  const size = itemSize(item);
  if (size > LARGEST_ITEM) throw tooLarge(size, LARGEST_ITEM, 'one commit');
  refuseUndeliverable(commit, size);
  return item;
}

/** @throws RangeError when a commit and what goes with it do not fit into one transaction */
export function checkActions(stream: string, { uniqueValues, record }: AppendOptions): void {
  const { taken, released } = uniqueValues ?? { taken: [], released: [] };
  const values = taken.length + released.length;
  if (1 + values + (record ? 1 : 0) <= MOST_ACTIONS) return;
  throw new RangeError(
    `${stream} takes or releases ${values} unique values in one commit; a transaction has room for ${MOST_ACTIONS} ` +
      'writes. Change fewer unique values at once.',
  );
}
