import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  EventStoreFactory,
  type Aggregate,
  type AggregateId,
  type Event,
  type EventStore,
} from 'event-store-adapter-js';
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
import { createTable, type Database, type KeyAttribute } from './database';

const [JOURNAL, SNAPSHOTS] = ['adapter-journal', 'adapter-snapshots'];
const [JOURNAL_INDEX, SNAPSHOTS_INDEX] = ['journal-aid-index', 'snapshots-aid-index'];
/** As in its README. */
const SHARDS = 32;

/**
 * event-store-adapter-js as its documentation has it: journal and snapshots in two tables with an index each, loaded
 * as the repository of its README does, from the latest snapshot and the events after it.
 *
 * A snapshot with every command is its best: the snapshot's item is written with each event in any case and billed by
 * its size, with or without a new state, and there are no events to read then. It stores events one by one: several
 * are several transactions, of which the last has the snapshot.
 */
export async function eventStoreAdapter(database: Database): Promise<Contestant> {
  const key: readonly KeyAttribute[] = ['pkey:S', 'skey:S'];
  const indexKey: readonly KeyAttribute[] = ['aid:S', 'seq_nr:N'];
  await createTable(database, {
    name: JOURNAL,
    key,
    index: { name: JOURNAL_INDEX, key: indexKey, projection: 'ALL' },
  });
  await createTable(database, {
    name: SNAPSHOTS,
    key,
    index: { name: SNAPSHOTS_INDEX, key: indexKey, projection: 'ALL' },
  });
  return new EventStoreAdapter(database, new DynamoDBClient(database.config));
}

class EventStoreAdapter implements Contestant {
  readonly name = 'event-store-adapter-js';
  readonly isOurs = false;
  readonly isWarm = false;
  readonly meter: Meter;
  private readonly store: EventStore<AccountId, AccountAggregate, AccountEvent>;

  constructor(
    private readonly database: Database,
    private readonly client: DynamoDBClient,
  ) {
    this.meter = new Meter(client);
    this.store = EventStoreFactory.ofDynamoDB<AccountId, AccountAggregate, AccountEvent>(
      client,
      JOURNAL,
      SNAPSHOTS,
      JOURNAL_INDEX,
      SNAPSHOTS_INDEX,
      SHARDS,
      ({ data }) => ({ ...data, occurredAt: new Date(data.occurredAt) }),
      ({ data }) => new AccountAggregate(accountId(data.id.value), data.account, data.version),
    );
  }

  async change(command: Command): Promise<void> {
    const aggregate = await this.find(command.stream);
    decide(aggregate.account, command);
    await this.persist(aggregate, command);
  }

  async load(stream: string): Promise<Account> {
    return (await this.find(stream)).account;
  }

  async seed(commands: readonly Command[]): Promise<void> {
    await inBulk(this.client, this.database.client, async () => {
      let aggregate = new AccountAggregate(accountId(commands[0]?.stream ?? ''), emptyAccount(RECENT), 0);
      for (const command of commands) aggregate = await this.persist(aggregate, command);
    });
  }

  private async find(stream: string): Promise<AccountAggregate> {
    const id = accountId(stream);
    const snapshot = await this.store.getLatestSnapshotById(id);
    if (snapshot === undefined) throw new Error(`${stream} has no snapshot.`);
    const events = await this.store.getEventsByIdSinceSequenceNumber(id, snapshot.sequenceNumber + 1);
    return events.reduce((aggregate, { posted }) => aggregate.post(posted), snapshot);
  }

  /** @returns the aggregate as it is stored then */
  private async persist(aggregate: AccountAggregate, command: Command): Promise<AccountAggregate> {
    let next = aggregate;
    for (const [index, posted] of command.events.entries()) {
      next = next.post(posted);
      const event = eventOf(next, posted, command.metadata);
      if (index === command.events.length - 1) await this.store.persistEventAndSnapshot(event, next);
      else await this.store.persistEvent(event, next.version);
      next = next.updateVersion((version) => version + 1);
    }
    return next;
  }
}

interface AccountId extends AggregateId {
  readonly typeName: 'Account';
}

interface AccountEvent extends Event<AccountId> {
  readonly posted: EntryPosted;
  readonly metadata: Metadata;
}

class AccountAggregate implements Aggregate<AccountAggregate, AccountId> {
  readonly typeName = 'Account';
  readonly sequenceNumber: number;

  /** @param version of the snapshot: what the optimistic lock compares */
  constructor(
    readonly id: AccountId,
    readonly account: Account,
    readonly version: number,
  ) {
    this.sequenceNumber = account.posted;
  }

  post(posted: EntryPosted): AccountAggregate {
    return new AccountAggregate(this.id, post(RECENT, this.account, posted), this.version);
  }

  withVersion(version: number): AccountAggregate {
    return new AccountAggregate(this.id, this.account, version);
  }

  updateVersion(update: (version: number) => number): AccountAggregate {
    return this.withVersion(update(this.version));
  }
}

function accountId(value: string): AccountId {
  return { typeName: 'Account', value, asString: () => `Account-${value}` };
}

function eventOf(after: AccountAggregate, posted: EntryPosted, metadata: Metadata): AccountEvent {
  return {
    typeName: 'EntryPosted',
    id: randomUUID(),
    aggregateId: after.id,
    sequenceNumber: after.sequenceNumber,
    occurredAt: new Date(),
    isCreated: after.sequenceNumber === 1,
    posted,
    metadata,
  };
}
