import { HTTP_API_TYPE } from '../gateway/api-definition';
import { FUNCTION_TYPE } from '../lambda/function-definition';
import { MAPPING_TYPE } from '../mappings/mapping-resources';
import { isProvisioned } from '../services/provision/cloud-resource';
import { isJsonObject } from '../template/json';
import type { Resource } from '../template/resource';

/** Permissions, logs, alarms and encryption keys: an application does the same without them. */
const harmless = [
  /^AWS::(ApplicationInsights|Budgets|CloudWatch|CodeDeploy|IAM|KMS|Logs|ResourceGroups|XRay)::/,
  /^AWS::[^:]+::[A-Za-z]*Policy$/,
  /^AWS::Lambda::Permission$/,
];

const TABLE_TYPE = 'AWS::DynamoDB::Table';
const runningEvents = new Set(['HttpApi', 'DynamoDB', 'Kinesis', 'SQS']);

export interface Omission {
  readonly description: string;
  /** Whether the application may behave differently for it. */
  readonly matters: boolean;
}

/** What a template declares and this machine does not run. */
export function omissions(resources: readonly Resource[]): Omission[] {
  return resources.flatMap((resource) => {
    const { logicalId, type } = resource;
    if (type === FUNCTION_TYPE) return omittedEvents(resource);
    if (type === TABLE_TYPE) return omittedExpiry(resource);
    if (type === HTTP_API_TYPE || type === MAPPING_TYPE || isProvisioned(resource)) return [];
    return [
      { description: `${logicalId} (${type})`, matters: !harmless.some((pattern) => pattern.test(type)) },
    ];
  });
}

/** Harmless, since no reader may rely on it: DynamoDB itself deletes an item days after it has expired. */
function omittedExpiry({ logicalId, properties }: Resource): Omission[] {
  if (properties.TimeToLiveSpecification === undefined) return [];
  return [
    { description: `${logicalId}.TimeToLiveSpecification (deletion of what has expired)`, matters: false },
  ];
}

function omittedEvents({ logicalId, properties }: Resource): Omission[] {
  const events = isJsonObject(properties.Events) ? properties.Events : {};
  return Object.entries(events).flatMap(([name, event]) => {
    const type = isJsonObject(event) && typeof event.Type === 'string' ? event.Type : 'of no type';
    return runningEvents.has(type)
      ? []
      : [{ description: `${logicalId}.${name} (event ${type})`, matters: true }];
  });
}
