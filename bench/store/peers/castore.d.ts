/** What is used of Castore, so that the repository compiles without it. */
declare module '@castore/core' {
  export class EventType {
    readonly type: string;
    constructor(options: { readonly type: string });
  }

  export interface EventDetail<Payload = unknown, Metadata = unknown> {
    readonly aggregateId: string;
    readonly version: number;
    readonly type: string;
    readonly payload: Payload;
    readonly metadata: Metadata;
  }

  export interface GroupedEvent {
    readonly event: EventDetail;
  }

  export class EventStore<Aggregate, Detail extends EventDetail> {
    static pushEventGroup(...events: readonly GroupedEvent[]): Promise<unknown>;
    constructor(options: {
      readonly eventStoreId: string;
      readonly eventTypes: readonly EventType[];
      readonly reducer: (aggregate: Aggregate | undefined, event: Detail) => Aggregate;
      readonly eventStorageAdapter: unknown;
    });
    getExistingAggregate(aggregateId: string): Promise<{ readonly aggregate: Aggregate }>;
    pushEvent(event: Detail, options?: { readonly prevAggregate?: Aggregate }): Promise<unknown>;
    groupEvent(event: Detail, options?: { readonly prevAggregate?: Aggregate }): GroupedEvent;
  }
}

declare module '@castore/event-storage-adapter-dynamodb' {
  import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

  export class DynamoDBSingleTableEventStorageAdapter {
    readonly tableName: string;
    constructor(options: { readonly tableName: string; readonly dynamoDBClient: DynamoDBClient });
  }
}
