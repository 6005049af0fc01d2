import {
  CreateEventBusCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { startEventBridge } from '../../../local/services/eventbridge/start-eventbridge';
import type { LocalService } from '../../../local/services/local-service';
import { closeClients, eventBridgeClient } from './clients';

interface Delivered {
  readonly arn: string;
  readonly event: unknown;
  readonly group: string | undefined;
}

/** A local EventBridge whose carrier notes what it is given and fails for `arn:broken`. */
export class EventBridgeUnderTest {
  readonly delivered: Delivered[] = [];
  readonly givenUp: string[] = [];
  private names = 0;
  private service!: LocalService;
  client!: EventBridgeClient;

  static async start(): Promise<EventBridgeUnderTest> {
    const bridge = new EventBridgeUnderTest();
    bridge.service = await startEventBridge('127.0.0.1', bridge, {
      retries: { maximumRetries: 1, firstBackoff: 1 },
    });
    bridge.client = eventBridgeClient(bridge.service.endpoint);
    return bridge;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    closeClients();
  }

  deliver(
    arn: string,
    event: unknown,
    target: { readonly messageGroupId: string | undefined },
  ): Promise<void> {
    if (arn === 'arn:broken') return Promise.reject(new Error('broken'));
    this.delivered.push({ arn, event, group: target.messageGroupId });
    return Promise.resolve();
  }

  undeliverable({ target }: { readonly target: { readonly arn: string } }): void {
    this.givenUp.push(target.arn);
  }

  async newBus(): Promise<string> {
    const Name = `bus-${(this.names += 1)}`;
    await this.client.send(new CreateEventBusCommand({ Name }));
    return Name;
  }

  async newRule(EventBusName: string, pattern: unknown, Arn: string, target = {}): Promise<string> {
    const Name = `rule-${(this.names += 1)}`;
    await this.client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }));
    const Targets = [{ Id: 'one', Arn, ...target }];
    await this.client.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
    return Name;
  }
}

/** An entry that PutEvents takes. */
export function entry(EventBusName: string, more: PutEventsRequestEntry = {}): PutEventsRequestEntry {
  return { EventBusName, Source: 'shop', DetailType: 'OrderPlaced', Detail: '{"id":1}', ...more };
}
