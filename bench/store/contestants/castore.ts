import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventStore, EventType, type EventDetail } from '@castore/core';
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb';
import { Meter } from '../../../test/support/metering/meter';
import { inBulk } from '../seed/bulk-writes';
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

const TABLE = 'castore-events';
const TYPE = 'ENTRY_POSTED';

type Detail = EventDetail<EntryPosted, Metadata>;
type Aggregate = Account & { readonly aggregateId: string; readonly version: number };

/**
 * Castore as its documentation has it: one table for all event stores, one item an event, the aggregate from
 * `getExistingAggregate`, one event by `pushEvent` and several by `pushEventGroup`. It has neither snapshots nor a
 * cache, so there is nothing to choose.
 */
export async function castore(database: Database): Promise<Contestant> {
  await createTable(database, {
    name: TABLE,
    key: ['aggregateId:S', 'version:N'],
    index: { name: 'initialEvents', key: ['eventStoreId:S', 'timestamp:S'], projection: 'KEYS_ONLY' },
  });
  return new Castore(database, new DynamoDBClient(database.config));
}

class Castore implements Contestant {
  readonly name = 'Castore';
  readonly isOurs = false;
  readonly isWarm = false;
  readonly meter: Meter;
  private readonly store: EventStore<Aggregate, Detail>;

  constructor(
    private readonly database: Database,
    private readonly client: DynamoDBClient,
  ) {
    this.meter = new Meter(client);
    this.store = new EventStore({
      eventStoreId: 'ACCOUNTS',
      eventTypes: [new EventType({ type: TYPE })],
      reducer: reduce,
      eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({
        tableName: TABLE,
        dynamoDBClient: client,
      }),
    });
  }

  async change(command: Command): Promise<void> {
    const { aggregate: prevAggregate } = await this.store.getExistingAggregate(command.stream);
    decide(prevAggregate, command);
    const details = detailsOf(command);
    const [only, ...others] = details;
    if (only && others.length === 0) await this.store.pushEvent(only, { prevAggregate });
    else await EventStore.pushEventGroup(...details.map((detail) => this.store.groupEvent(detail)));
  }

  async load(stream: string): Promise<Account> {
    const { aggregate } = await this.store.getExistingAggregate(stream);
    return { posted: aggregate.posted, slots: aggregate.slots };
  }

  async seed(commands: readonly Command[]): Promise<void> {
    await inBulk(this.client, this.database.client, async () => {
      for (const detail of commands.flatMap(detailsOf)) await this.store.pushEvent(detail);
    });
  }
}

function reduce(aggregate: Aggregate | undefined, { aggregateId, version, payload }: Detail): Aggregate {
  return { aggregateId, version, ...post(RECENT, aggregate ?? emptyAccount(RECENT), payload) };
}

function detailsOf({ stream, posted, events, metadata }: Command): Detail[] {
  return events.map((payload, index) => ({
    aggregateId: stream,
    version: posted + index + 1,
    type: TYPE,
    payload,
    metadata,
  }));
}
