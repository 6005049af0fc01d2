import { httpApiRules } from './api-rules';
import { functionMetadataRules, functionRules } from './function-rules';
import { mappingRules } from './mapping-rules';
import {
  busRules,
  identityRules,
  queueRules,
  ruleRules,
  scheduleGroupRules,
  streamRules,
} from './messaging-rules';
import { lambdaPermissionRules, logGroupRules, policyRules, roleRules } from './permission-rules';
import { runs, runsOnDemand, type RunningType, type TypeRule } from './rule';
import { secretRules } from './secret-rules';
import { bucketRules, tableRules } from './storage-rules';

/**
 * Everything that this machine makes of the resources of a template, property by property. The template is read by
 * these rules, and docs/local-runtime.md is written from them.
 */
export const runningTypes: Readonly<Record<string, RunningType>> = {
  'AWS::Serverless::Function': runs(functionRules, functionMetadataRules),
  'AWS::Serverless::HttpApi': runs(httpApiRules),
  'AWS::Lambda::EventSourceMapping': runsOnDemand(mappingRules),
  'AWS::Lambda::Permission': runsOnDemand(lambdaPermissionRules),
  'AWS::DynamoDB::Table': runs(tableRules),
  'AWS::S3::Bucket': runs(bucketRules),
  'AWS::SQS::Queue': runs(queueRules),
  'AWS::Kinesis::Stream': runs(streamRules),
  'AWS::Events::EventBus': runs(busRules),
  'AWS::Events::Rule': runs(ruleRules),
  'AWS::SecretsManager::Secret': runs(secretRules),
  'AWS::SES::EmailIdentity': runs(identityRules),
  'AWS::Scheduler::ScheduleGroup': runs(scheduleGroupRules),
  'AWS::IAM::Role': runsOnDemand(roleRules),
  'AWS::IAM::Policy': runsOnDemand(policyRules),
  'AWS::IAM::RolePolicy': runsOnDemand(policyRules),
  'AWS::IAM::ManagedPolicy': runsOnDemand(policyRules),
  'AWS::Logs::LogGroup': runsOnDemand(logGroupRules),
};

/** Logs, alarms, encryption keys and who may call the application: it does the same without them. */
export const harmlessServices = [
  'ApplicationInsights',
  'Budgets',
  'CloudWatch',
  'CodeDeploy',
  'IAM',
  'KMS',
  'Logs',
  'ResourceGroups',
  'XRay',
] as const;

/** Policies of queues, buckets and topics: calls of functions are held against roles alone. */
const RESOURCE_POLICY = /^AWS::[^:]+::[A-Za-z]*Policy$/;

export function typeRule(type: string): TypeRule {
  const running = Object.hasOwn(runningTypes, type) ? runningTypes[type] : undefined;
  if (running !== undefined) return running;
  const isHarmless =
    RESOURCE_POLICY.test(type) || harmlessServices.some((service) => type.startsWith(`AWS::${service}::`));
  return { use: isHarmless ? 'harmless' : 'missed' };
}
