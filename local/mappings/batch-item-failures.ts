import { isJsonObject, type Json } from '../template/json';

/**
 * Identifiers that a function reported as failed; 'invalid' when the answer breaks the rules, which
 * fails the whole batch. Nothing, null, {} and an empty list all mean success.
 *
 * Source: "Reporting batch item failures" for SQS, Kinesis and DynamoDB event sources of Lambda.
 */
export function reportedFailures(payload: string): ReadonlySet<string> | 'invalid' {
  const answer = JSON.parse(payload) as Json;
  if (answer === null) return new Set();
  if (!isJsonObject(answer)) return 'invalid';
  const { batchItemFailures: failures = null } = answer;
  if (failures === null) return new Set();
  if (!Array.isArray(failures)) return 'invalid';
  const identifiers = failures.map((failure) => (isJsonObject(failure) ? failure.itemIdentifier : undefined));
  const valid = identifiers.filter((identifier) => typeof identifier === 'string' && identifier !== '');
  return valid.length === identifiers.length ? new Set(valid as string[]) : 'invalid';
}
