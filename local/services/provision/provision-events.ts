import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceAlreadyExistsException,
  type RuleState,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

interface RuleProperties {
  readonly EventBusName?: string;
  readonly EventPattern?: object;
  readonly ScheduleExpression?: string;
  readonly State?: RuleState;
  readonly Description?: string;
  readonly Targets?: Target[];
}

/** Buses first: a rule needs its own. */
export async function provisionEvents(
  buses: readonly ProvisionedResource[],
  rules: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new EventBridgeClient(localClientConfig(endpoint));
  try {
    for (const bus of buses) await createBus(client, physicalName(bus));
    for (const rule of rules) await putRule(client, physicalName(rule), rule.properties);
  } finally {
    client.destroy();
  }
}

async function createBus(client: EventBridgeClient, Name: string): Promise<void> {
  try {
    await client.send(new CreateEventBusCommand({ Name }));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error; // it exists: nothing to do
  }
}

/** Putting what exists replaces it. */
async function putRule(client: EventBridgeClient, Name: string, rule: RuleProperties): Promise<void> {
  const { EventBusName, EventPattern, ScheduleExpression, State, Description, Targets = [] } = rule;
  const pattern = EventPattern === undefined ? undefined : JSON.stringify(EventPattern);
  await client.send(
    new PutRuleCommand({ Name, EventBusName, EventPattern: pattern, ScheduleExpression, State, Description }),
  );
  if (Targets.length > 0) await client.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
}
