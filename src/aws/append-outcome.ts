import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Alongside, AppendResult } from '../eventsourcing/event-store';
import { fromAnswerItem } from './answer-item';
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
  { taken, answerAt }: AppendActions,
  { answer }: Alongside,
): AppendResult {
  const reasons = error.CancellationReasons ?? [];
  const refused = (index: number): boolean => reasons[index]?.Code === REFUSED;
  const log = refused(0) ? lostOrSentTwice(own, reasons[0]?.Item) : undefined;
  if (log?.outcome === 'appended') return log;

  const kept = refused(answerAt) ? reasons[answerAt]?.Item : undefined;
  if (answer && kept) return { outcome: 'answered', answer: fromAnswerItem(kept, answer.actor, answer.key) };
  if (log) return log;

  const claim = taken.find((_, index) => refused(1 + index));
  if (claim) return { outcome: 'claimed', claim };
  if (reasons.some(({ Code }) => Code === CONTENDED)) {
    return { outcome: 'busy', inProgress: reasons[answerAt]?.Code === CONTENDED };
  }
  if (reasons.some(({ Code }) => Code === REFUSED)) {
    const message = `${own.stream?.S ?? ''} does not own a claim that it releases: npm run claims:audit tells more.`;
    throw new Error(message, { cause: error });
  }
  throw error;
}
