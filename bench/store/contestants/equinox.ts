import { DynamoDB } from '@aws-sdk/client-dynamodb';
import {
  CachingStrategy,
  Codec,
  Decider,
  LoadOption,
  MemoryCache,
  StreamId,
  type Category,
} from '@equinox-js/core';
import {
  AccessStrategy,
  DynamoStoreCategory,
  DynamoStoreClient,
  DynamoStoreContext,
  QueryOptions,
  TipOptions,
  type Tip,
} from '@equinox-js/dynamo-store';
import { Meter } from '../../../test/support/metering/meter';
import {
  emptyAccount,
  post,
  RECENT,
  type Account,
  type EntryPosted,
  type Metadata,
} from '../workload/account';
import { decide, type Command } from '../workload/stream';
import type { Contestant } from './contestant';
import { createTable, type Database } from './database';

export interface EquinoxOptions {
  readonly name: string;
  readonly tableName: string;
  readonly isWarm: boolean;
  readonly tip: Tip;
}

/**
 * equinox-js as its documentation has it: `Snapshot`, which keeps the state in the newest item so that one point read
 * is enough; JSON, compressed; eventually consistent reads, its default and half the price.
 *
 * Warm is with its cache and `AnyCachedValue`, the one option that appends without reading. `RollingState` would be
 * cheaper still, but keeps no events.
 */
export async function equinox(database: Database, options: EquinoxOptions): Promise<Contestant> {
  await createTable(database, { name: options.tableName, key: ['p:S', 'i:N'] });
  return new Equinox(new DynamoDB(database.config), options);
}

/** Events of an append while seeding, and how many of the newest are appended one by one. */
const BATCH = 10;
const SINGLE = 50;

type Event =
  | { readonly type: 'EntryPosted'; readonly data: EntryPosted; readonly meta: Metadata }
  | { readonly type: 'Snapshotted'; readonly data: Account };

class Equinox implements Contestant {
  readonly name: string;
  readonly isOurs = false;
  readonly isWarm: boolean;
  readonly meter: Meter;
  private readonly context: DynamoStoreContext;
  private readonly category: Category<Event, Account>;
  private readonly uncached: Category<Event, Account>;

  constructor(client: DynamoDB, { name, tableName, isWarm, tip }: EquinoxOptions) {
    this.name = name;
    this.isWarm = isWarm;
    this.meter = new Meter(client);
    this.context = new DynamoStoreContext({
      client: new DynamoStoreClient(client),
      tableName,
      tip: TipOptions.create(tip),
      query: QueryOptions.create({}),
    });
    this.uncached = this.newCategory();
    this.category = isWarm ? this.newCategory(new MemoryCache()) : this.uncached;
  }

  async change(command: Command): Promise<void> {
    const load = this.isWarm ? LoadOption.AnyCachedValue : LoadOption.RequireLoad;
    await this.decider(command.stream).transact((account) => {
      decide(account, command);
      return eventsOf(command);
    }, load);
  }

  async load(stream: string): Promise<Account> {
    const decider = Decider.forStream(this.uncached, StreamId.create(stream), undefined);
    return decider.query((account) => account);
  }

  /** Several commands an append, but for the newest: so the item that is read ends up as single appends leave it. */
  async seed(commands: readonly Command[]): Promise<void> {
    const waiting = [...commands];
    const id = StreamId.create(commands[0]?.stream ?? '');
    const decider = Decider.forStream(this.newCategory(new MemoryCache(1)), id, undefined);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, waiting.length > SINGLE ? BATCH : 1);
      await decider.transact(() => batch.flatMap(eventsOf), LoadOption.AnyCachedValue);
    }
  }

  private decider(stream: string): Decider<Event, Account> {
    return Decider.forStream(this.category, StreamId.create(stream), undefined);
  }

  private newCategory(cache?: MemoryCache): Category<Event, Account> {
    return DynamoStoreCategory.create<Event, Account>(
      this.context,
      'Account',
      Codec.compress(Codec.json<Event>()),
      fold,
      emptyAccount(RECENT),
      cache ? CachingStrategy.Cache(cache) : CachingStrategy.NoCache(),
      AccessStrategy.Snapshot<Event, Account>(
        ({ type }) => type === 'Snapshotted',
        (data) => ({ type: 'Snapshotted', data }),
      ),
    );
  }
}

function fold(account: Account, events: readonly Event[]): Account {
  return events.reduce(
    (state, event) => (event.type === 'Snapshotted' ? event.data : post(RECENT, state, event.data)),
    account,
  );
}

function eventsOf({ events, metadata }: Command): Event[] {
  return events.map((data) => ({ type: 'EntryPosted', data, meta: metadata }));
}
