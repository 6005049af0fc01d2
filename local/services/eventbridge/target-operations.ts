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
import type { EventRule, RuleTarget } from './event-rule';

export function targetOperations(buses: EventBuses): Operations {
  const namedRule = (input: Input): EventRule => namedBus(buses, input).rule(text(input, 'Rule'));
  return {
    PutTargets: (input) => {
      const rule = namedRule(input);
      for (const target of objects(input, 'Targets').map(newTarget)) rule.targets.set(target.id, target);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    RemoveTargets: (input) => {
      const rule = namedRule(input);
      for (const id of texts(input, 'Ids')) rule.targets.delete(id);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    ListTargetsByRule: (input) => ({
      Targets: [...namedRule(input).targets.values()].map(({ definition }) => definition),
    }),
  };
}

function newTarget(input: Input): RuleTarget {
  const id = text(input, 'Id');
  if (input.InputTransformer !== undefined) {
    throw new AwsError(
      'ValidationException',
      `Target ${id}: InputTransformer is not supported by the local EventBridge.`,
    );
  }
  return {
    id,
    arn: text(input, 'Arn'),
    input: jsonText(input, id),
    inputPath: optionalText(input, 'InputPath'),
    messageGroupId: optionalText(optionalObject(input, 'SqsParameters') ?? {}, 'MessageGroupId'),
    maximumRetries: optionalNumber(optionalObject(input, 'RetryPolicy') ?? {}, 'MaximumRetryAttempts'),
    deadLetterArn: optionalText(optionalObject(input, 'DeadLetterConfig') ?? {}, 'Arn'),
    definition: input,
  };
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
