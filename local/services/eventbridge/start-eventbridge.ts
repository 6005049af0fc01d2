import { unrestricted } from '../../permissions/access';
import { eventBridgeCalls } from '../../permissions/requests/eventbridge-calls';
import { serveAwsJson, type Operations } from '../aws-json/aws-json.server';
import type { LocalService, ServiceOptions } from '../local-service';
import { busOperations } from './bus-operations';
import { Delivery, type EventCarrier, type RetryPolicy } from './delivery';
import { newEventBuses, type EventBuses } from './event-bus';
import { putEventsOperations } from './put-events';
import { patternOperations } from './pattern-operations';
import { ruleOperations } from './rule-operations';
import { tagOperations } from './tag-operations';
import { targetOperations } from './target-operations';

export interface EventBridgeOptions extends ServiceOptions {
  readonly retries?: RetryPolicy;
}

export function eventBridgeOperations(buses: EventBuses, delivery: Delivery): Operations {
  return {
    ...busOperations(buses),
    ...ruleOperations(buses),
    ...patternOperations(),
    ...tagOperations(buses),
    ...targetOperations(buses),
    ...putEventsOperations(buses, delivery),
  };
}

/**
 * EventBridge as far as an application uses it: buses, rules with event patterns, targets and PutEvents, in memory.
 * No archives, pipes or schedules; an operation that is missing says so.
 */
export async function startEventBridge(
  host: string,
  carrier: EventCarrier,
  { access = unrestricted, callers, front, retries }: EventBridgeOptions = {},
): Promise<LocalService> {
  const buses = newEventBuses();
  const delivery = new Delivery(carrier, retries);
  const server = await serveAwsJson(
    'EventBridge',
    host,
    eventBridgeOperations(buses, delivery),
    { access, calls: eventBridgeCalls },
    callers,
    front,
  );
  const stop = (): Promise<void> => {
    delivery.stop();
    return server.stop();
  };
  return { ...server, stop };
}
