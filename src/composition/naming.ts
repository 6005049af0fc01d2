import type { FunctionRole } from '../eventsourcing/aggregate-module';
import { variableOf } from './environment';

/** `iam/user` -> `IamUser`: the prefix of an aggregate's resources in template.yaml. */
export function resourcePrefix(aggregateType: string): string {
  return aggregateType
    .split(/[/-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The queue by which a context follows its own `iam/user` (`IamUserQueue`), or another's (`ShopIamUserQueue`). */
export function queueOf(aggregateType: string, follower = contextOf(aggregateType)): string {
  const prefix = follower === contextOf(aggregateType) ? '' : resourcePrefix(follower);
  return `${prefix}${resourcePrefix(aggregateType)}Queue`;
}

/** `iam/user` -> `IAM_USER_QUEUES`: the broker's variable with the URLs of all queues that get its commits. */
export function queuesVariableOf(aggregateType: string): string {
  return `${variableOf(resourcePrefix(aggregateType))}_QUEUES`;
}

/** `IamProjector`: the function of a context for one role. */
export function functionOf(context: string, role: FunctionRole): string {
  return `${resourcePrefix(context)}${role.charAt(0).toUpperCase()}${role.slice(1)}`;
}

/** `iam/user` -> `iam` */
export function contextOf(aggregateType: string): string {
  return aggregateType.slice(0, aggregateType.indexOf('/'));
}
