import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** `stale` when the condition did not hold, also when two transactions met: whoever comes second reads again. */
export async function orStale(write: Promise<unknown>): Promise<'written' | 'stale'> {
  try {
    await write;
    return 'written';
  } catch (error) {
    if (isStale(error)) return 'stale';
    throw error;
  }
}

function isStale(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException)
    return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  return codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict');
}
