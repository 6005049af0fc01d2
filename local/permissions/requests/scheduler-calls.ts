import type { Input } from '../../services/aws-json/input';
import { DEFAULT_GROUP, groupArn, scheduleArn } from '../../services/scheduler/schedule';
import { PASSED_TO_SERVICE } from '../condition';
import type { AwsCall } from '../statement';

/**
 * What a request to Scheduler asks for: the operation on a schedule or group, and for a schedule to hand over the role of its
 * target ("Actions, resources, and condition keys for Amazon EventBridge Scheduler").
 */
export function schedulerCalls(operation: string, input: Input): AwsCall[] {
  const { Name: name, GroupName, groupName, Target } = input;
  const asked: AwsCall = {
    action: `scheduler:${operation}`,
    resources: [resourceOf(operation, name, GroupName ?? groupName)],
    conditionKeys: {},
  };
  const role: unknown = (Target as Input | null | undefined)?.RoleArn;
  if (typeof role !== 'string') return [asked];
  const conditionKeys = { [PASSED_TO_SERVICE]: ['scheduler.amazonaws.com'] };
  return [asked, { action: 'iam:PassRole', resources: [role], conditionKeys }];
}

function resourceOf(operation: string, name: unknown, group: unknown): string {
  if (typeof name !== 'string') return '*';
  if (operation.endsWith('Group')) return groupArn(name);
  return scheduleArn(typeof group === 'string' ? group : DEFAULT_GROUP, name);
}
