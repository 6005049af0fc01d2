import type { InvocationOutcome } from '../../lambda/invocation';
import { reportedFailures } from '../batch-item-failures';
import type { QueueMessage } from './queue-client';

/**
 * Messages to delete after an invocation. The others stay until their visibility timeout ends: all of
 * them after an error, or when the answer is malformed or names a message that was not there.
 *
 * Source: "Handling errors for an SQS event source in Lambda".
 */
export function finishedMessages(
  messages: readonly QueueMessage[],
  outcome: InvocationOutcome,
  reportsFailures: boolean,
): readonly QueueMessage[] {
  if (!outcome.ok) return [];
  if (!reportsFailures) return messages;
  const failures = reportedFailures(outcome.payload);
  if (failures === 'invalid') return [];
  const finished = messages.filter(({ MessageId }) => !failures.has(MessageId));
  return messages.length - finished.length === failures.size ? finished : [];
}
