import { DynamoDB, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Repository } from '../../src/eventsourcing/writing/repository';
import type { WritingPorts } from '../../src/eventsourcing/writing/event-store';
import { AggregateRoot, type AggregateClass } from '../../src/kernel/aggregate-root';
import type { DomainEvent } from '../../src/kernel/domain-event';
import type { TableNames } from '../../src/aws/table-names';
import type { Contestant } from './contestants/contestant';
import type { Database } from './contestants/database';
import { dynamoPorts } from '../../test/support/dynamo-ports';
import type { Meter } from '../../test/support/metering/meter';
import { inBulk } from './seed/bulk-writes';
import { emptyAccount, post, type Account, type EntryPosted, type Shape } from './workload/account';
import { decide, type Command } from './workload/stream';

const TYPE = 'bench/account';

export interface OurOptions {
  readonly name: string;
  /** One repository for all commands, which remembers; or a new one for each, as in a container that just started. */
  readonly isWarm: boolean;
  readonly shape: Shape;
  /** Of the event store; its default when absent. */
  readonly forcedEvery?: number;
}

/** What ours work with: the client that the functions have, metered, and tables. */
export interface OurDatabase {
  readonly client: DynamoDBClient;
  readonly meter: Meter;
  readonly newLog: () => Promise<TableNames>;
}

/** What is here: the repository and the event store as the command functions use them. */
export class Ours implements Contestant {
  readonly name: string;
  readonly isOurs = true;
  readonly isWarm: boolean;
  private readonly aggregate: AggregateClass<AccountAggregate>;
  private readonly warm: Repository<AccountAggregate>;

  private constructor(
    private readonly database: Database,
    private readonly ports: WritingPorts,
    private readonly portsOn: (client: DynamoDBClient) => WritingPorts,
    readonly meter: Meter,
    { name, isWarm, shape }: OurOptions,
  ) {
    this.name = name;
    this.isWarm = isWarm;
    this.aggregate = accountClass(shape);
    this.warm = this.newRepository();
  }

  static async start(
    database: Database,
    { client, meter, newLog }: OurDatabase,
    options: OurOptions,
  ): Promise<Ours> {
    const { forcedEvery } = options;
    const tables = await newLog();
    const portsOn = (any: DynamoDBClient): WritingPorts =>
      dynamoPorts(any, tables, forcedEvery === undefined ? {} : { forcedEvery });
    return new Ours(database, portsOn(client), portsOn, meter, options);
  }

  async change(command: Command): Promise<void> {
    await carryOut(this.isWarm ? this.warm : this.newRepository(), command);
  }

  async load(stream: string): Promise<Account> {
    const aggregate = await this.newRepository().findOne(stream);
    if (!aggregate) throw new Error(`${stream} is not there.`);
    return aggregate.state;
  }

  async seed(commands: readonly Command[]): Promise<void> {
    // A client of its own: the functions' one does not see middleware that comes later.
    const client = new DynamoDB(this.database.config);
    const repository = this.newRepository(this.portsOn(client));
    await inBulk(client, this.database.client, async () => {
      for (const command of commands) await carryOut(repository, command);
    });
    client.destroy();
  }

  private newRepository(ports = this.ports): Repository<AccountAggregate> {
    return new Repository(this.aggregate, () => [], ports);
  }
}

async function carryOut(repository: Repository<AccountAggregate>, command: Command): Promise<void> {
  const { stream, posted, metadata } = command;
  const act = (account: AccountAggregate): void => {
    for (const event of decide(account.state, command)) account.post(event);
  };
  await (posted === 0 ? repository.create(stream, metadata, act) : repository.change(stream, metadata, act));
}

type AccountEvent = DomainEvent<'bench/account/entry-posted', EntryPosted>;

abstract class AccountAggregate extends AggregateRoot<Account, AccountEvent> {
  post(posted: EntryPosted): void {
    this.apply('bench/account/entry-posted', posted);
  }
}

function accountClass(shape: Shape): AggregateClass<AccountAggregate> {
  return class extends AccountAggregate {
    static readonly type = TYPE;

    constructor(id: string) {
      super(id, {
        initial: emptyAccount(shape),
        apply: { 'bench/account/entry-posted': (account, posted) => post(shape, account, posted) },
      });
    }
  };
}
