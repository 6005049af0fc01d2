import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { AppendOptions, AppendResult } from '../eventsourcing/log/event-store';
import { fromIdempotencyItem } from './idempotency-item';
import type { AppendActions } from './append-actions';
import { commitIdOf, fromItem, type Item } from './commit-item';
import { snapshotAtOf } from './snapshot-item';

const REFUSED = 'ConditionalCheckFailed';
const CONTENDED = 'TransactionConflict';

/**
 * What the item in the way says: another commit, or this one. The SDK sends again when an answer is lost, and then
 * meets its own commit.
 *
 * @param own the item that was refused
 */
export function lostOrSentTwice(own: Item, winner: Item | undefined): AppendResult {
  if (!winner) return { outcome: 'conflict' };
  const [commit, snapshotAt] = [fromItem(winner), snapshotAtOf(winner)];
  if (commit.commitId === commitIdOf(own)) return { outcome: 'appended', snapshotAt };
  return { outcome: 'conflict', winner: { commit, snapshotAt } };
}

/** Why a transaction was cancelled. What is known for good goes before what a newer state may change. */
export function whyCanceled(
  error: TransactionCanceledException,
  own: Item,
  { taken, recordAt }: AppendActions,
  { record }: AppendOptions,
): AppendResult {
  const reasons = error.CancellationReasons ?? [];
  const refused = (index: number): boolean => reasons[index]?.Code === REFUSED;
  const log = refused(0) ? lostOrSentTwice(own, reasons[0]?.Item) : undefined;
  if (log?.outcome === 'appended') return log;

  const kept = refused(recordAt) ? reasons[recordAt]?.Item : undefined;
  if (record && kept)
    return { outcome: 'repeated', record: fromIdempotencyItem(kept, record.actor, record.key) };
  if (log) return log;

  const uniqueValue = taken.find((_, index) => refused(1 + index));
  if (uniqueValue) return { outcome: 'taken', value: uniqueValue };
  if (reasons.some(({ Code }) => Code === CONTENDED)) {
    return { outcome: 'busy', inProgress: reasons[recordAt]?.Code === CONTENDED };
  }
  if (reasons.some(({ Code }) => Code === REFUSED)) {
    const message = `${own.stream?.S ?? ''} does not own a uniqueValue that it releases: npm run unique-values:audit tells more.`;
    throw new Error(message, { cause: error });
  }
  throw error;
}
