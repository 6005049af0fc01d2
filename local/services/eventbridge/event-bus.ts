import { AwsError } from '../aws-json/aws-error';
import { optionalText, type Input } from '../aws-json/input';
import { localArn } from '../local-account';
import { DEFAULT_BUS, type EventRule } from './event-rule';

export class EventBus {
  readonly arn: string;
  readonly rules = new Map<string, EventRule>();

  constructor(readonly name: string) {
    this.arn = localArn('events', `event-bus/${name}`);
  }

  rule(name: string): EventRule {
    const rule = this.rules.get(name);
    if (rule !== undefined) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${this.name}.`);
  }
}

export type EventBuses = Map<string, EventBus>;

/** Every account has a default bus. */
export function newEventBuses(): EventBuses {
  return new Map([[DEFAULT_BUS, new EventBus(DEFAULT_BUS)]]);
}

/** The bus that a member names, by its name or ARN; the default one when the member is absent. */
export function namedBus(buses: EventBuses, input: Input, member = 'EventBusName'): EventBus {
  const name = busName(optionalText(input, member) ?? DEFAULT_BUS);
  const bus = buses.get(name);
  if (bus !== undefined) return bus;
  throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

export function busName(nameOrArn: string): string {
  return nameOrArn.split(':event-bus/')[1] ?? nameOrArn;
}
