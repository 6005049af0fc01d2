import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import {
  objects,
  optionalNumber,
  optionalObject,
  optionalText,
  text,
  texts,
  type Input,
} from '../aws-json/input';
import { namedBus, type EventBuses } from './event-bus';
import type { EventRule, RuleTarget, TargetPayload } from './event-rule';
import { eventPath, inputTransformer } from './input-transformer';
import { pageOf } from './pages';

export function targetOperations(buses: EventBuses): Operations {
  const namedRule = (input: Input): EventRule => namedBus(buses, input).rule(text(input, 'Rule'));
  return {
    PutTargets: (input) => {
      const rule = namedRule(input);
      const targets = objects(input, 'Targets').map((target) => newTarget(target, rule));
      for (const target of targets) rule.targets.set(target.id, target);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    RemoveTargets: (input) => {
      const rule = namedRule(input);
      for (const id of texts(input, 'Ids')) rule.targets.delete(id);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    ListTargetsByRule: (input) =>
      pageOf(
        input,
        namedRule(input).targets.values(),
        ({ id }) => id,
        (page) => ({ Targets: page.map(({ definition }) => definition) }),
      ),
  };
}

function newTarget(input: Input, rule: EventRule): RuleTarget {
  const id = text(input, 'Id');
  return {
    id,
    arn: text(input, 'Arn'),
    payload: newPayload(input, id, rule),
    messageGroupId: optionalText(optionalObject(input, 'SqsParameters') ?? {}, 'MessageGroupId'),
    maximumRetries: optionalNumber(optionalObject(input, 'RetryPolicy') ?? {}, 'MaximumRetryAttempts'),
    deadLetterArn: optionalText(optionalObject(input, 'DeadLetterConfig') ?? {}, 'Arn'),
    definition: input,
  };
}

/** A target asks for the whole event or for one of the three other things. */
function newPayload(input: Input, id: string, rule: EventRule): TargetPayload {
  const text = jsonText(input, id);
  const path = optionalText(input, 'InputPath');
  const transformer = optionalObject(input, 'InputTransformer');
  if ([text, path, transformer].filter((way) => way !== undefined).length > 1) {
    throw new AwsError(
      'ValidationException',
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`,
    );
  }
  if (text !== undefined) return () => JSON.parse(text) as unknown;
  if (transformer !== undefined) return inputTransformer(transformer, id, rule);
  return path === undefined ? (event) => event : eventPath(path, id);
}

function jsonText(input: Input, id: string): string | undefined {
  const value = optionalText(input, 'Input');
  try {
    if (value !== undefined) JSON.parse(value);
    return value;
  } catch {
    throw new AwsError('ValidationException', `JSON syntax error in input for target ${id}.`);
  }
}
