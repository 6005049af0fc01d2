import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Functions } from '../../../local/lambda/create-functions';
import { readCorpus, CORPUS_FOLDER } from '../../../scripts/corpus/corpus-file';
import { DynamoEventStore } from '../../../src/aws/dynamo-event-store';
import { DynamoStreamDirectory } from '../../../src/aws/dynamo-stream-directory';
import { contexts } from '../../../src/composition/modules';
import { functionOf } from '../../../src/composition/naming';
import { followersIn } from '../../../src/composition/plan/followers';
import type { FunctionRole } from '../../../src/eventsourcing/aggregate-module';
import { parseStream, type Commit } from '../../../src/eventsourcing/log/commit';
import { handledBy } from '../../../src/eventsourcing/consuming/process';
import { countedBy } from '../../../src/eventsourcing/consuming/tally';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { all } from '../../support/commit-of';
import { setEnvironment } from '../../support/process-environment';

/** A consumer of the manifests, and the function that has it. */
interface Followed {
  readonly functionId: string;
  readonly consumer: string;
  readonly types: readonly string[];
  /** Its rows, of a projection. */
  readonly table?: Table;
  /** An event that it does something with, of a tally or a process. */
  readonly event?: string;
}

/** Every consumer of every context. */
export function consumersOfAll(): Followed[] {
  const restore = setEnvironment({});
  try {
    return contexts.flatMap((context): Followed[] => {
      const { projections, tallies, processes } = followersIn(context);
      const idOf = (role: FunctionRole): string => functionOf(context.name, role);
      return [
        ...projections.map(({ name, source, table }) => ({
          functionId: idOf('projector'),
          consumer: name,
          types: [source.type],
          table,
        })),
        ...tallies.map((tally) => ({
          functionId: idOf('projector'),
          consumer: tally.name,
          types: [tally.source.type],
          ...withFirst(countedBy(tally)),
        })),
        ...processes.map((process) => ({
          functionId: idOf('processes'),
          consumer: process.name,
          types: process.follows.map(({ type }) => type),
          ...withFirst(handledBy(process)),
        })),
      ];
    });
  } finally {
    restore();
  }
}

function withFirst([event]: readonly string[]): Pick<Followed, 'event'> {
  return event === undefined ? {} : { event };
}

/** Has consumers do what they do when something went wrong on the way to them. */
export class TroubledConsumers {
  readonly consumers = consumersOfAll();

  constructor(
    private readonly client: DynamoDBClient,
    private readonly functions: Functions,
  ) {}

  /** A commit jumps over others when its rows are gone: then they are read from the log. */
  async loseRows(): Promise<void> {
    for (const { functionId, types, table } of this.consumers) {
      const commit = await this.lastCommitOf(types[0] ?? '');
      if (!table || !commit) continue;
      await this.deleteRow(table, parseStream(commit.stream).id);
      await this.invoke(functionId, { Records: [messageOf({ commit }, commit.stream)] });
    }
  }

  /** Of a stream that the log does not have, a later commit comes: nothing can be read that is between. */
  async loseStreams(): Promise<void> {
    const known = readCorpus(CORPUS_FOLDER).flatMap(({ history }) => history.commits);
    for (const { functionId, types, event } of this.consumers) {
      const [type = ''] = event === undefined ? types : [event.split('/').slice(0, 2).join('/')];
      const sample = known.find(
        ({ stream, events }) =>
          parseStream(stream).type === type &&
          (event === undefined || events.some((each) => each.type === event)),
      );
      if (!sample) throw new Error(`The corpus has no commit for ${functionId}: ${event ?? type}`);
      const commit = { ...sample, stream: `${type}#${randomUUID()}`, version: sample.version + 1 };
      await this.invoke(functionId, { Records: [messageOf({ commit }, commit.stream)] });
    }
  }

  /** The catch-up answers a doorbell, rings it again, puts it off, or parks it. */
  async ring(): Promise<void> {
    const since = new Date().toISOString();
    const doorbells = await Promise.all(
      this.consumers.map(async ({ functionId, consumer, types: [type = ''], table }) => {
        const { stream } = (await this.lastCommitOf(type)) ?? { stream: `${type}#${randomUUID()}` };
        if (table) await this.deleteRow(table, parseStream(stream).id);
        return { function: functionId, consumer, stream, since, reason: 'a test' };
      }),
    );
    const [first] = doorbells;
    const bodies = [...doorbells, { ...first, consumer: 'nobody/nothing' }, 'no doorbell'];
    await this.invoke('CatchUp', { Records: bodies.map((body) => messageOf(body)) });
  }

  async invoke(functionId: string, event: unknown): Promise<unknown> {
    const outcome = await this.functions.get(functionId)?.invoke(JSON.stringify(event));
    if (outcome?.ok !== true) throw new Error(`${functionId}: ${JSON.stringify(outcome)}`);
    return JSON.parse(outcome.payload);
  }

  private async lastCommitOf(type: string): Promise<Commit | undefined> {
    const nameOf = (logicalId: string): string => logicalId;
    const { streams } = await new DynamoStreamDirectory(this.client, nameOf).streams(type, 10);
    const log = new DynamoEventStore(this.client, nameOf);
    const commits = await Promise.all(streams.map(async (stream) => (await all(log.read(stream))).at(-1)));
    return commits.find((commit) => commit && commit.version > 1) ?? commits.find((commit) => commit);
  }

  private async deleteRow({ name, key: [field = 'id'] }: Table, id: string): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: name, Key: { [field]: { S: id } } }));
  }
}

function messageOf(body: unknown, group?: string): object {
  return {
    messageId: randomUUID(),
    receiptHandle: 'of-no-message',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1', ...(group !== undefined && { MessageGroupId: group }) },
  };
}
