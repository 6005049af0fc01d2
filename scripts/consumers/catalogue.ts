import { DynamoProcessStore } from '../../src/aws/dynamo-process-store';
import { DynamoProjectionStore } from '../../src/aws/dynamo-projection-store';
import { DynamoTallyStore } from '../../src/aws/dynamo-tally-store';
import { functionOf } from '../../src/composition/naming';
import { followersIn } from '../../src/composition/plan/followers';
import { processesTableOf } from '../../src/composition/plan/processes-table';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import type { Checkpoint, Consumer, ConsumerKind } from '../../src/eventsourcing/consuming/consumer';
import { ProcessConsumer } from '../../src/eventsourcing/consuming/process-consumer';
import type { Projection } from '../../src/eventsourcing/consuming/projection';
import { ProjectionConsumer } from '../../src/eventsourcing/consuming/projection-consumer';
import type { Tally } from '../../src/eventsourcing/consuming/tally';
import { TallyConsumer } from '../../src/eventsourcing/consuming/tally-consumer';
import { parseStream, streamOf } from '../../src/eventsourcing/log/commit';
import type { Table } from '../../src/eventsourcing/reading/table';
import { aggregateOfShare, type TallyRow } from '../../src/eventsourcing/reading/tally-table';
import type { Installation } from '../installation/installation';
import type { Row } from './verify/stored-rows';

/** A consumer, as the manifests have it. */
export interface ConsumerEntry {
  readonly name: string;
  readonly kind: ConsumerKind;
  /** Logical id of the function that has it: `IamProjector`. */
  readonly function: string;
  /** Aggregate types. */
  readonly follows: readonly string[];
  /** The event types that it does something with; all when absent. */
  readonly handles?: ReadonlySet<string>;
  /** Of a projection or a tally. */
  readonly kept?: KeptRows;
  /** What it is made of, of a projection. */
  readonly projection?: Projection;
  /** What it is made of, of a tally. */
  readonly tally?: Tally;
  /** Where it stands in each of the streams, in their order; at most 100. */
  checkpoints(streams: readonly string[]): Promise<readonly Standing[]>;
}

/** The rows by which a consumer knows where it stands: one for each stream. */
export interface KeptRows {
  readonly table: Table;
  /** Of the code. */
  readonly revision: number;
  /** @returns undefined for a row of the table that is none of these */
  streamOf(row: Row): string | undefined;
}

export interface Standing extends Checkpoint {
  /** Whether what is stored was written by an older revision, so that the consumer starts anew. */
  readonly isOutdated: boolean;
}

/** All consumers of an application. */
export class Catalogue {
  constructor(readonly consumers: readonly ConsumerEntry[]) {}

  find(name: string): ConsumerEntry | undefined {
    return this.consumers.find((consumer) => consumer.name === name);
  }

  /** @throws Error that names the consumers there are */
  get(name: string): ConsumerEntry {
    const found = this.find(name);
    if (found) return found;
    const known = this.consumers.map((consumer) => consumer.name).join(', ');
    throw new Error(`There is no consumer ${name}; there are ${known}`);
  }

  followersOf(type: string): readonly ConsumerEntry[] {
    return this.consumers.filter(({ follows }) => follows.includes(type));
  }
}

/** @throws Error for a stream that the consumer does not follow, naming the types that it does */
export function checkFollows({ name, follows }: ConsumerEntry, stream: string): void {
  const { type } = parseStream(stream);
  if (!follows.includes(type)) {
    throw new Error(`${name} does not follow ${type}; it follows ${follows.join(', ')}`);
  }
}

/** The consumers of the manifests, which read their checkpoints in an installation. */
export function catalogueOf(
  contexts: readonly ContextModule[],
  { dynamodb, nameOf }: Pick<Installation, 'dynamodb' | 'nameOf'>,
): Catalogue {
  const rows = new DynamoProjectionStore(dynamodb, nameOf);
  const sums = new DynamoTallyStore(dynamodb, nameOf);
  const entries = contexts.flatMap((context) => {
    const { projections, tallies, processes } = followersIn(context);
    const states = new DynamoProcessStore(dynamodb, () => nameOf(processesTableOf(context).name));
    return [
      ...projections.map((projection) => {
        const { revision = 1, table, source } = projection;
        const kept = { table, revision, streamOf: ({ id }: Row) => streamOf(source.type, String(id)) };
        const consumer = new ProjectionConsumer(projection, rows);
        return {
          ...entryOf(consumer, functionOf(context.name, 'projector')),
          kept,
          projection,
          checkpoints: standings(consumer, revision),
        };
      }),
      ...tallies.map((tally) => {
        const { revision = 1, table, source } = tally;
        const streamOfShare = (row: Row): string | undefined => {
          const id = aggregateOfShare(row as unknown as TallyRow);
          return id === undefined ? undefined : streamOf(source.type, id);
        };
        const consumer = new TallyConsumer(tally, sums);
        return {
          ...entryOf(consumer, functionOf(context.name, 'projector')),
          kept: { table, revision, streamOf: streamOfShare },
          tally,
          checkpoints: standings(consumer, revision),
        };
      }),
      ...processes.map((process) => {
        const consumer = new ProcessConsumer(process, states, nobody);
        const checkpoints = async (streams: readonly string[]): Promise<Standing[]> =>
          (await consumer.checkpoints(streams)).map((each) => ({ ...each, isOutdated: false }));
        return { ...entryOf(consumer, functionOf(context.name, 'processes')), checkpoints };
      }),
    ];
  });
  return new Catalogue(entries);
}

/** @param revision of the code */
function standings(
  consumer: Consumer<Checkpoint & { readonly stored?: { readonly revision: number } }>,
  revision: number,
): ConsumerEntry['checkpoints'] {
  return async (streams) =>
    (await consumer.checkpoints(streams)).map(({ stream, version, stored }) => ({
      stream,
      version,
      isOutdated: stored !== undefined && stored.revision < revision,
    }));
}

function entryOf(
  { name, kind, follows, handles }: Pick<Consumer, 'name' | 'kind' | 'follows' | 'handles'>,
  functionId: string,
): Omit<ConsumerEntry, 'checkpoints'> {
  const types = follows.map(({ type }) => type);
  return { name, kind, function: functionId, follows: types, ...(handles && { handles }) };
}

/** What looks at a process never makes it react. */
const nobody = {
  execute: () => Promise.reject(new Error('A tool sends no commands.')),
};
