import { busName } from '../../services/eventbridge/event-bus';
import { DEFAULT_BUS } from '../../services/eventbridge/event-rule';
import { localArn } from '../../services/local-account';
import { isJsonObject } from '../../template/json';
import type { AwsCall } from '../statement';

/** What a request to EventBridge asks for: putting events is allowed bus by bus, everything else only as a whole. */
export function eventBridgeCalls(operation: string, request: Readonly<Record<string, unknown>>): AwsCall[] {
  const action = `events:${operation}`;
  if (operation !== 'PutEvents' || !Array.isArray(request.Entries)) {
    return [{ action, resources: ['*'], conditionKeys: {} }];
  }
  const buses = request.Entries.map((entry: unknown) => {
    const name = isJsonObject(entry) ? entry.EventBusName : undefined;
    return typeof name === 'string' ? busName(name) : DEFAULT_BUS;
  });
  return [...new Set(buses)].map((bus) => ({
    action,
    resources: [localArn('events', `event-bus/${bus}`)],
    conditionKeys: {},
  }));
}
