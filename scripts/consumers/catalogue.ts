import { DynamoProcessStore } from '../../src/aws/dynamo-process-store';
import { DynamoProjectionStore } from '../../src/aws/dynamo-projection-store';
import { functionOf } from '../../src/composition/naming';
import { followersIn } from '../../src/composition/plan/followers';
import { processesTableOf } from '../../src/composition/plan/processes-table';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import type { Checkpoint, Consumer, ConsumerKind } from '../../src/eventsourcing/consuming/consumer';
import { ProcessConsumer } from '../../src/eventsourcing/consuming/process-consumer';
import type { Projection } from '../../src/eventsourcing/consuming/projection';
import { ProjectionConsumer } from '../../src/eventsourcing/consuming/projection-consumer';
import { parseStream } from '../../src/eventsourcing/log/commit';
import type { Installation } from '../installation/installation';

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
  /** Of a projection. */
  readonly revision?: number;
  /** What it is made of, of a projection. */
  readonly projection?: Projection;
  /** Where it stands in each of the streams, in their order; at most 100. */
  checkpoints(streams: readonly string[]): Promise<readonly Standing[]>;
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
  const entries = contexts.flatMap((context) => {
    const { projections, processes } = followersIn(context);
    const states = new DynamoProcessStore(dynamodb, () => nameOf(processesTableOf(context).name));
    return [
      ...projections.map((projection) => {
        const { revision = 1 } = projection;
        const consumer = new ProjectionConsumer(projection, rows);
        const checkpoints = async (streams: readonly string[]): Promise<Standing[]> =>
          (await consumer.checkpoints(streams)).map(({ stream, version, stored }) => ({
            stream,
            version,
            isOutdated: stored !== undefined && stored.revision < revision,
          }));
        return {
          ...entryOf(consumer, functionOf(context.name, 'projector')),
          revision,
          projection,
          checkpoints,
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
