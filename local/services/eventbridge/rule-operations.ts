import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { optionalText, text, type Input } from '../aws-json/input';
import { LOCAL_ACCOUNT } from '../local-account';
import { namedBus, type EventBus, type EventBuses } from './event-bus';
import { compilePattern } from './event-pattern';
import { pageOf } from './pages';
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

    DescribeRule: (input) => {
      const bus = namedBus(buses, input);
      return { ...describe(bus, bus.rule(text(input, 'Name'))), CreatedBy: LOCAL_ACCOUNT };
    },

    EnableRule: (input) => switchRule(buses, input, true),
    DisableRule: (input) => switchRule(buses, input, false),

    ListRules: (input) => {
      const bus = namedBus(buses, input);
      const prefix = optionalText(input, 'NamePrefix') ?? '';
      const rules = [...bus.rules.values()].filter(({ name }) => name.startsWith(prefix));
      return pageOf(input, rules, nameOf, (page) => ({ Rules: page.map((rule) => describe(bus, rule)) }));
    },

    ListRuleNamesByTarget: (input) => {
      const arn = text(input, 'TargetArn');
      const rules = [...namedBus(buses, input).rules.values()].filter(({ targets }) =>
        [...targets.values()].some((target) => target.arn === arn),
      );
      return pageOf(input, rules, nameOf, (page) => ({ RuleNames: page.map(nameOf) }));
    },
  };
}

const nameOf = ({ name }: EventRule): string => name;

function switchRule(buses: EventBuses, input: Input, enabled: boolean): object {
  const bus = namedBus(buses, input);
  const rule = bus.rule(text(input, 'Name'));
  bus.rules.set(rule.name, { ...rule, enabled });
  return {};
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
