import { existsSync } from 'node:fs';
import { isJsonObject, type Json } from '../../local/template/json';
import { run } from './command';

/** Invokes one function with `events/<LogicalId>.json`. @returns what it answered, in a few words */
export async function invokeWithFixture(logicalId: string, samArguments: readonly string[]): Promise<string> {
  const fixture = `events/${logicalId}.json`;
  if (!existsSync(fixture)) throw new Error(`${fixture} is missing; every function has a fixture`);
  const { stdout, stderr } = await run(
    'sam',
    'local',
    'invoke',
    logicalId,
    ...samArguments,
    '--event',
    fixture,
  );
  try {
    return verdict(recordOf(stdout));
  } catch (cause) {
    throw new Error(`${logicalId} failed with ${fixture}: ${String(cause)}\n${stderr}`, { cause });
  }
}

/** SAM writes the answer as the last line of stdout, whatever the function itself wrote before. */
export function recordOf(output: string): Json {
  const last = output.trim().split('\n').at(-1) ?? '';
  return JSON.parse(last) as Json;
}

/** @throws Error for a function that failed, an answer of 5xx, or a batch that was not worked through */
export function verdict(answer: Json): string {
  const { statusCode, batchItemFailures, isAuthorized } = isJsonObject(answer) ? answer : {};
  if (typeof statusCode === 'number' && statusCode < 500) return `status ${statusCode}`;
  if (Array.isArray(batchItemFailures) && batchItemFailures.length === 0) return 'whole batch';
  // The token of the fixture is nobody's; one that is good is sent through the API.
  if (isAuthorized === false) return 'refused a token that is none';
  throw new Error(`it answered ${JSON.stringify(answer)}`);
}
