import { LOCAL_ACCOUNT, LOCAL_REGION } from '../local-account';
import type { EventMatcher } from './event-pattern';
import type { JsonObject } from './json';

/** @returns what a target is sent for an event */
export type TargetPayload = (event: JsonObject) => unknown;

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  /** The event, or what `Input`, `InputPath` or `InputTransformer` make of it. */
  readonly payload: TargetPayload;
  /** `SqsParameters.MessageGroupId`, for a FIFO queue. */
  readonly messageGroupId: string | undefined;
  /** `RetryPolicy.MaximumRetryAttempts` */
  readonly maximumRetries: number | undefined;
  /** `DeadLetterConfig.Arn` */
  readonly deadLetterArn: string | undefined;
  /** As it was put, for ListTargetsByRule. */
  readonly definition: object;
}

export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly pattern: string | undefined;
  /** Absent for a schedule: schedules are kept and listed, but nothing fires them here. */
  readonly matches: EventMatcher | undefined;
  readonly schedule: string | undefined;
  readonly description: string | undefined;
  readonly targets: Map<string, RuleTarget>;
}

/** The rules of the default bus leave out its name. */
export function ruleArn(bus: string, rule: string): string {
  return `arn:aws:events:${LOCAL_REGION}:${LOCAL_ACCOUNT}:rule/${bus === DEFAULT_BUS ? '' : `${bus}/`}${rule}`;
}

export const DEFAULT_BUS = 'default';
