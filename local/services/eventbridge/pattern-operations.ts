import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { text } from '../aws-json/input';
import { compilePattern } from './event-pattern';
import { parseJsonObject } from './json';

/** What an event has to have ("TestEventPattern", EventBridge API reference). */
const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

export function patternOperations(): Operations {
  return {
    TestEventPattern: (input) => {
      const matches = compilePattern(text(input, 'EventPattern'));
      const event = parseJsonObject(text(input, 'Event'));
      if (event === undefined) throw invalidEvent('it is not a JSON object');
      const missing = MANDATORY.filter((member) => event[member] === undefined);
      if (missing.length > 0) throw invalidEvent(`it lacks ${missing.join(', ')}`);
      return { Result: matches(event) };
    },
  };
}

function invalidEvent(reason: string): AwsError {
  return new AwsError('ValidationException', `Parameter Event is not valid. Reason: ${reason}.`);
}
