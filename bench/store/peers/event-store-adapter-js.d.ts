/** What is used of event-store-adapter-js, so that the repository compiles without it. */
declare module 'event-store-adapter-js' {
  import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

  export interface AggregateId {
    readonly typeName: string;
    readonly value: string;
    asString(): string;
  }

  export interface Aggregate<This, Id extends AggregateId> {
    readonly typeName: string;
    readonly id: Id;
    readonly sequenceNumber: number;
    readonly version: number;
    withVersion(version: number): This;
    updateVersion(update: (version: number) => number): This;
  }

  export interface Event<Id extends AggregateId> {
    readonly typeName: string;
    readonly id: string;
    readonly aggregateId: Id;
    readonly sequenceNumber: number;
    readonly occurredAt: Date;
    readonly isCreated: boolean;
  }

  export interface EventStore<Id extends AggregateId, A extends Aggregate<A, Id>, E extends Event<Id>> {
    persistEvent(event: E, version: number): Promise<void>;
    persistEventAndSnapshot(event: E, aggregate: A): Promise<void>;
    getEventsByIdSinceSequenceNumber(id: Id, sequenceNumber: number): Promise<E[]>;
    getLatestSnapshotById(id: Id): Promise<A | undefined>;
  }

  export const EventStoreFactory: {
    ofDynamoDB<Id extends AggregateId, A extends Aggregate<A, Id>, E extends Event<Id>>(
      client: DynamoDBClient,
      journalTable: string,
      snapshotTable: string,
      journalIndex: string,
      snapshotIndex: string,
      shardCount: number,
      eventOf: (json: { readonly data: E }) => E,
      aggregateOf: (json: { readonly data: A }) => A,
    ): EventStore<Id, A, E>;
  };
}
