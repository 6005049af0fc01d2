import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { optionalText, text, type Input } from '../aws-json/input';
import { namedBus, type EventBus, type EventBuses } from './event-bus';
import { compilePattern } from './event-pattern';
import { ruleArn, type EventRule, type RuleTarget } from './event-rule';

export function ruleOperations(buses: EventBuses): Operations {
  return {
    PutRule: (input) => {
      const bus = namedBus(buses, input);
      const rule = newRule(bus, input);
      bus.rules.set(rule.name, rule);
      return { RuleArn: rule.arn };
    },

    DeleteRule: (input) => {
      const { rules } = namedBus(buses, input);
      const name = text(input, 'Name');
      if ((rules.get(name)?.targets.size ?? 0) > 0) {
        throw new AwsError('ValidationException', `Rule ${name} can't be deleted since it has targets.`);
      }
      rules.delete(name);
      return {};
    },

    ListRules: (input) => {
      const bus = namedBus(buses, input);
      const prefix = optionalText(input, 'NamePrefix') ?? '';
      const rules = [...bus.rules.values()].filter(({ name }) => name.startsWith(prefix));
      return { Rules: rules.map((rule) => describe(bus, rule)) };
    },
  };
}

/** Putting a rule again replaces all of it but its targets. */
function newRule(bus: EventBus, input: Input): EventRule {
  const name = text(input, 'Name');
  const pattern = optionalText(input, 'EventPattern');
  const schedule = optionalText(input, 'ScheduleExpression');
  if (pattern === undefined && schedule === undefined) {
    throw new AwsError(
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  return {
    name,
    arn: ruleArn(bus.name, name),
    enabled: optionalText(input, 'State') !== 'DISABLED',
    pattern,
    matches: pattern === undefined ? undefined : compilePattern(pattern),
    schedule,
    description: optionalText(input, 'Description'),
    targets: bus.rules.get(name)?.targets ?? new Map<string, RuleTarget>(),
  };
}

function describe(bus: EventBus, { name, arn, pattern, schedule, description, enabled }: EventRule): object {
  return {
    Name: name,
    Arn: arn,
    EventBusName: bus.name,
    State: enabled ? 'ENABLED' : 'DISABLED',
    EventPattern: pattern,
    ScheduleExpression: schedule,
    Description: description,
  };
}
