import { AwsError } from '../aws-json/aws-error';
import { boundedInteger, optionalObject, optionalText, text, type Input } from '../aws-json/input';
import { DEFAULT_GROUP, type Schedule } from './schedule';
import { dueAt } from './schedule-expression';

/** "CreateSchedule" of the EventBridge Scheduler reference; a name of a group is one as well. */
const NAME = /^[0-9a-zA-Z-_.]{1,64}$/u;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/u;
const TARGET = /^arn:aws[a-z-]*:(?:lambda|sqs):/u;
/** What is no part of the schedule itself. */
const PLACE: ReadonlySet<string> = new Set(['Name', 'GroupName', 'ClientToken']);
/** Characters of a target's input, at most. */
const LONGEST_INPUT = 256 * 1024;

/** @throws AwsError for what no name of a schedule or group is */
export function nameIn(input: Input, member = 'Name'): string {
  return checkedName(text(input, member), member);
}

export function groupIn(input: Input, member = 'GroupName'): string {
  return checkedName(optionalText(input, member) ?? DEFAULT_GROUP, member);
}

function checkedName(name: string, member: string): string {
  if (NAME.test(name)) return name;
  throw invalid(`${member} has to be 1 to 64 letters, digits, and characters of "-_."`);
}

/** What CreateSchedule and UpdateSchedule ask for. @throws AwsError */
export function scheduleIn(input: Input, now: number): Omit<Schedule, 'createdAt' | 'changedAt' | 'isDone'> {
  const asked = Object.fromEntries(Object.entries(input).filter(([member]) => !PLACE.has(member)));
  const [name, group] = [nameIn(input), groupIn(input)];
  checkWindow(optionalObject(input, 'FlexibleTimeWindow'));
  checkTarget(optionalObject(input, 'Target'));
  const zone = optionalText(input, 'ScheduleExpressionTimezone') ?? 'UTC';
  const due = dueAt(text(input, 'ScheduleExpression'), zone);
  if (due < now) throw invalid('ScheduleExpression is a time that is over: nothing would come of it');
  return {
    name,
    group,
    due,
    isEnabled: oneOf(input, 'State', ['ENABLED', 'DISABLED']) === 'ENABLED',
    stays: oneOf(input, 'ActionAfterCompletion', ['NONE', 'DELETE']) === 'NONE',
    asked,
  };
}

/** @returns the first when there is none */
function oneOf(input: Input, member: string, values: readonly [string, ...string[]]): string {
  const value = optionalText(input, member) ?? values[0];
  if (values.includes(value)) return value;
  throw invalid(`${member} has to be one of ${values.join(', ')}`);
}

function checkWindow(window: Input | undefined): void {
  if (window === undefined) throw invalid('FlexibleTimeWindow must not be null');
  const mode = text(window, 'Mode');
  if (mode === 'FLEXIBLE') boundedInteger(window, 'MaximumWindowInMinutes', 1, 1_440, 0);
  else if (mode !== 'OFF') throw invalid('Mode has to be one of OFF, FLEXIBLE');
}

function checkTarget(target: Input | undefined): void {
  if (target === undefined) throw invalid('Target must not be null');
  if (!ROLE.test(text(target, 'RoleArn'))) throw invalid('RoleArn has to be the ARN of a role');
  if (!TARGET.test(text(target, 'Arn'))) {
    throw invalid('Arn has to be that of a function or queue: the local Scheduler knows no other targets');
  }
  if ((optionalText(target, 'Input') ?? '').length > LONGEST_INPUT) throw invalid('Input is too long');
  const retries = optionalObject(target, 'RetryPolicy') ?? {};
  boundedInteger(retries, 'MaximumRetryAttempts', 0, 185, 185);
  boundedInteger(retries, 'MaximumEventAgeInSeconds', 60, 86_400, 86_400);
}

function invalid(what: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: ${what}.`);
}
