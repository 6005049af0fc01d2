/** What is used of equinox-js, so that the repository compiles without it. */
declare module '@equinox-js/core' {
  export interface DomainEvent {
    readonly type: string;
    readonly data?: object;
    readonly meta?: object;
  }

  export interface TextCodec<E> {
    readonly format?: (event: E) => string;
  }

  export interface CompressedCodec<E> {
    readonly format?: (event: E) => Buffer;
  }

  export const Codec: {
    json<E extends DomainEvent>(): TextCodec<E>;
    compress<E>(codec: TextCodec<E>): CompressedCodec<E>;
  };

  export interface Caching {
    readonly cache: MemoryCache;
  }

  export class MemoryCache {
    readonly loadsInProgress: ReadonlyMap<string, Promise<unknown>>;
    constructor(maxEntries?: number);
  }

  export const CachingStrategy: {
    Cache(cache: MemoryCache): Caching;
    NoCache(): Caching | undefined;
  };

  export interface Load {
    readonly maxStaleMs?: number;
  }

  export const LoadOption: {
    readonly RequireLoad: Load;
    readonly AnyCachedValue: Load;
    readonly AssumeEmpty: Load;
  };

  export interface Category<E, State> {
    readonly folds?: (state: State, events: readonly E[]) => State;
  }

  export const StreamId: {
    create(id: string): string;
  };

  export class Decider<E, State> {
    static forStream<E, State>(
      category: Category<E, State>,
      streamId: string,
      context: undefined,
    ): Decider<E, State>;
    transact(interpret: (state: State) => E[], load?: Load): Promise<void>;
    query<View>(render: (state: State) => View, load?: Load): Promise<View>;
  }
}

declare module '@equinox-js/dynamo-store' {
  import type { DynamoDB } from '@aws-sdk/client-dynamodb';
  import type { Caching, Category, CompressedCodec } from '@equinox-js/core';

  export class DynamoStoreClient {
    readonly primary: DynamoDB;
    constructor(client: DynamoDB);
  }

  export interface Tip {
    /** Events that the newest item of a stream holds before they move to an item of their own. */
    readonly maxEvents?: number;
    readonly maxBytes?: number;
  }

  export interface Query {
    readonly maxItems?: number;
  }

  export const TipOptions: { create(options: Tip): Tip };
  export const QueryOptions: { create(options: Query): Query };

  export class DynamoStoreContext {
    readonly storeClient: object;
    constructor(options: {
      readonly client: DynamoStoreClient;
      readonly tableName: string;
      readonly tip: Tip;
      readonly query: Query;
    });
  }

  export interface Access<E, State> {
    readonly type: string;
    readonly toSnapshot?: (state: State) => E;
  }

  export const AccessStrategy: {
    Snapshot<E, State>(isOrigin: (event: E) => boolean, toSnapshot: (state: State) => E): Access<E, State>;
  };

  export const DynamoStoreCategory: {
    create<E, State>(
      context: DynamoStoreContext,
      name: string,
      codec: CompressedCodec<E>,
      fold: (state: State, events: readonly E[]) => State,
      initial: State,
      caching: Caching | undefined,
      access: Access<E, State>,
    ): Category<E, State>;
  };
}
