import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { randomUUID } from 'node:crypto';
import { localClientConfig } from '../../../local/services/provision/client-config';
import type { Runtime } from '../../../local/runtime';
import type { Installation } from '../../../scripts/installation/installation';
import { localInstallation } from '../../../scripts/installation/local-installation';
import { tokenOf } from '../../../scripts/token/token-of';
import { DynamoEventStore } from '../../../src/aws/dynamo-event-store';
import { SqsChannel } from '../../../src/aws/sqs-channel';
import { messageOf } from '../../../src/eventsourcing/consuming/delivery/channel';
import type { DomainEvent } from '../../../src/kernel/domain-event';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import { startForChaos } from '../../chaos/chaos-runtime';
import { Client, type Request } from '../../chaos/client';
import { FaultDesk } from '../../chaos/fault-orders';
import { Random } from '../../simulation/time/random';
import { all, commitOf } from '../../support/commit-of';
import { conditionOf } from '../../support/local/eventually';
import { Api, mustBe } from '../api';
import { Rows } from '../consumers/rows';
import { toolFor, type Tool } from '../consumers/tool';

/** Milliseconds. */
const PATIENCE = 25_000;

/** The application with all that stories of failures need: clients that ask again, and ways into every hop. */
export class FailureWorld {
  private numbers = 0;

  private constructor(
    private readonly runtime: Runtime,
    readonly api: Api,
    readonly desk: FaultDesk,
    readonly installation: Installation,
    private readonly client: Client,
    private readonly kinesis: KinesisClient,
    readonly rows: Rows,
    readonly consumers: Tool,
  ) {}

  static async start(): Promise<FailureWorld> {
    const runtime = await startForChaos('failures', { hiddenSeconds: 2 });
    const { url, faultsToken, endpoints } = runtime;
    const installation = await localInstallation(url);
    return new FailureWorld(
      runtime,
      new Api(url),
      new FaultDesk(url, faultsToken),
      installation,
      new Client(url, await tokenOf(url, { role: 'admin' }), new Random(1)),
      new KinesisClient(localClientConfig(endpoints.kinesis)),
      new Rows(installation.dynamodb),
      toolFor(url),
    );
  }

  async stop(): Promise<void> {
    this.installation.close();
    this.kinesis.destroy();
    await this.runtime.stop();
  }

  private get log(): DynamoEventStore {
    return new DynamoEventStore(this.installation.dynamodb, this.installation.nameOf);
  }

  /** A user who can be read. */
  async user(): Promise<string> {
    const id = await this.api.user();
    mustBe(200, await this.api.fresh(`/users/${id}?minVersion=1`));
    return id;
  }

  async accepted(request: Request): Promise<void> {
    expect(await this.client.send(request)).toMatchObject({ kind: 'accepted' });
  }

  async eventTypes(id: string): Promise<unknown[]> {
    return (await this.api.all(`/users/${id}/events`)).map(({ type }) => type);
  }

  /** The log has these events of a user, once, and the row says what they say. */
  async mustHave(id: string, types: readonly string[], row: object): Promise<void> {
    expect(await this.eventTypes(id)).toEqual(types);
    const { body } = mustBe(200, await this.api.fresh(`/users/${id}?minVersion=${types.length}`));
    expect(body).toMatchObject(row);
  }

  /** Nothing is under way, and no queue holds anything. */
  async rest(): Promise<void> {
    const { mappings } = this.runtime;
    await conditionOf(
      'rest',
      async () => !(await Promise.all(mappings.map((mapping) => mapping.atRest()))).includes(false),
      PATIENCE,
    );
  }

  async commits(stream: string): Promise<Commit[]> {
    return all(this.log.read(stream));
  }

  /** Past all rules, as code of the future would. */
  async append(stream: string, version: number, event: DomainEvent): Promise<void> {
    await this.log.append(commitOf(stream, version, event));
  }

  /** Takes a commit out of the log: what was done to it by hand is undone by hand. */
  async remove(stream: string, version: number): Promise<void> {
    const { dynamodb, nameOf } = this.installation;
    const Key = { stream: { S: stream }, version: { N: String(version) } };
    await dynamodb.send(new DeleteItemCommand({ TableName: nameOf('EventLogTable'), Key }));
  }

  /** In one call, so that one batch has them. */
  async putAllIntoKinesis(
    records: readonly { readonly key: string; readonly text: string }[],
  ): Promise<void> {
    const Records = records.map(({ key, text }) => ({ PartitionKey: key, Data: Buffer.from(text) }));
    await this.kinesis.send(new PutRecordsCommand({ StreamName: 'EventStream', Records }));
  }

  /** Under an id of its own, or the queue would swallow what it has had. */
  async putIntoQueue(queue: string, commit: Commit): Promise<void> {
    const channel = new SqsChannel(this.installation.sqs, this.installation.nameOf(queue));
    const left = await channel.send([messageOf({ commit, replayId: randomUUID() })]);
    expect(left.size).toBe(0);
  }

  /** A phone that nobody has asked for a code for. */
  nextNumber(): string {
    this.numbers += 1;
    return `+4917012345${10 + this.numbers}`;
  }
}
