import { HTTP_API_TYPE } from '../gateway/api-definition';
import { API_PRINCIPAL, PERMISSION_TYPE } from '../gateway/api-permissions';
import { FUNCTION_TYPE } from '../lambda/function-definition';
import { MAPPING_TYPE, mappingResources } from '../mappings/mapping-resources';
import { isProvisioned } from '../services/provision/cloud-resource';
import { isJsonObject, jsonText, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { omittedProperties } from './omitted-properties';

/** Logs, alarms, encryption keys and who may call the application: it does the same without them. */
const harmless = [
  /^AWS::(ApplicationInsights|Budgets|CloudWatch|CodeDeploy|IAM|KMS|Logs|ResourceGroups|XRay)::/,
  /^AWS::[^:]+::[A-Za-z]*Policy$/,
  /^AWS::Lambda::Permission$/,
];

/** Calls of functions are held against them. */
const permissions = /^AWS::IAM::(Role|Policy|RolePolicy|ManagedPolicy)$/;

const TABLE_TYPE = 'AWS::DynamoDB::Table';
const RULE_TYPE = 'AWS::Events::Rule';
const runningEvents = new Set(['HttpApi', 'DynamoDB', 'Kinesis', 'SQS']);

export interface Omission {
  readonly description: string;
  /** Whether the application may behave differently for it. */
  readonly matters: boolean;
}

/** What a template declares and this machine does not run. */
export function omissions(resources: readonly Resource[]): Omission[] {
  return resources.flatMap((resource) => {
    const { logicalId, type, properties } = resource;
    if (type === FUNCTION_TYPE)
      return [...omitted(logicalId, type, properties), ...ofMappings(resource), ...omittedEvents(resource)];
    if (type === HTTP_API_TYPE) return omitted(logicalId, type, properties);
    if (type === MAPPING_TYPE) return ofMappings(resource);
    if (type === TABLE_TYPE) return omittedExpiry(resource);
    if (type === RULE_TYPE) return omittedSchedule(resource);
    if (isProvisioned(resource) || isHeldByGateway(resource) || permissions.test(type)) return [];
    return [
      { description: `${logicalId} (${type})`, matters: !harmless.some((pattern) => pattern.test(type)) },
    ];
  });
}

function omitted(logicalId: string, type: string, declared: JsonObject): Omission[] {
  return omittedProperties(type, declared).map(({ name, matters }) => ({
    description: `${logicalId}.${name}`,
    matters,
  }));
}

/** Of mappings that are resources, and of those that are events of a function. */
function ofMappings(resource: Resource): Omission[] {
  return mappingResources([resource]).flatMap(({ logicalId, properties }) =>
    omitted(logicalId, MAPPING_TYPE, properties),
  );
}

/** Without its permission a route of the API does not start. */
function isHeldByGateway({ type, properties: { Principal: principal } }: Resource): boolean {
  return type === PERMISSION_TYPE && principal === API_PRINCIPAL;
}

/** Harmless, since no reader may rely on it: DynamoDB itself deletes an item days after it has expired. */
function omittedExpiry({ logicalId, properties }: Resource): Omission[] {
  if (properties.TimeToLiveSpecification === undefined) return [];
  return [
    { description: `${logicalId}.TimeToLiveSpecification (deletion of what has expired)`, matters: false },
  ];
}

/** A rule waits for events here, and never for a time. */
function omittedSchedule({ logicalId, properties: { ScheduleExpression: schedule } }: Resource): Omission[] {
  if (schedule === undefined) return [];
  const description = `${logicalId}.ScheduleExpression (${jsonText(schedule)})`;
  return [{ description, matters: true }];
}

function omittedEvents({ logicalId, properties }: Resource): Omission[] {
  const events = isJsonObject(properties.Events) ? properties.Events : {};
  return Object.entries(events).flatMap(([name, event]) => {
    const type = isJsonObject(event) && typeof event.Type === 'string' ? event.Type : 'of no type';
    return runningEvents.has(type)
      ? []
      : [{ description: `${logicalId}.${name} (event ${type}${scheduleIn(event)})`, matters: true }];
  });
}

/** `, rate(1 day)` of an event by the clock. */
function scheduleIn(event: Json): string {
  if (!isJsonObject(event) || !isJsonObject(event.Properties)) return '';
  const { Schedule: schedule, ScheduleExpression: expression } = event.Properties;
  const text = schedule ?? expression;
  return text === undefined ? '' : `, ${jsonText(text)}`;
}
