import type { InvocationOutcome, Invoker } from '../../lambda/invocation';
import type { RuntimeLog } from '../../runtime-log';
import { sleep } from '../activity';
import type { Mapping, MappingStatus } from '../mapping';
import type { KnownPlaces } from '../places';
import type { StreamMappingDefinition } from '../mapping-definition';
import type { Discard } from './batch';
import type { FailureDestination } from './failure-destination';
import { ShardPoller } from './shard-poller';
import { ShardReader } from './shard-reader';
import type { Shard, StartingPosition, StreamSource } from './stream-source';

export interface StreamMappingOptions {
  readonly definition: StreamMappingDefinition;
  readonly functionArn: string;
  readonly invoker: Invoker;
  readonly source: StreamSource;
  readonly destination: FailureDestination | undefined;
  readonly log: RuntimeLog;
  readonly places: KnownPlaces;
  readonly rest: (after: string | undefined, signal: AbortSignal) => Promise<void>;
  readonly onBatch: () => void;
}

const DESTINATION_RETRY_DELAY = 1_000;

/** Runs a poller for every shard of a stream; a shard waits until those it was split from are done. */
export class StreamMapping implements Mapping {
  private readonly stopping = new AbortController();
  private readonly pollers = new Map<string, ShardPoller>();
  private readonly finished = new Set<string>();
  private readonly running: Promise<void>[] = [];

  private constructor(private readonly options: StreamMappingOptions) {}

  static async start(options: StreamMappingOptions): Promise<StreamMapping> {
    const mapping = new StreamMapping(options);
    await mapping.startShards(options.definition.startingPosition);
    return mapping;
  }

  get definition(): StreamMappingDefinition {
    return this.options.definition;
  }

  status(): MappingStatus {
    const { logicalId, functionId } = this.definition;
    const shards = [...this.pollers.values()].map(({ status }) => status);
    return { mapping: logicalId, function: functionId, source: this.options.source.arn, shards };
  }

  atRest(): Promise<boolean> {
    return Promise.resolve([...this.pollers.values()].every(({ status }) => status.pending === 0));
  }

  retryNow(): Promise<void> {
    for (const poller of this.pollers.values()) poller.retryNow();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
    this.options.source.close();
    this.options.destination?.close();
  }

  private async startShards(start: StartingPosition): Promise<void> {
    const { signal } = this.stopping;
    const shards = await this.options.source.shards(signal);
    const known = new Set(shards.map(({ id }) => id));
    for (const shard of shards) {
      const waits = shard.parents.some((parent) => known.has(parent) && !this.finished.has(parent));
      if (!waits && !this.pollers.has(shard.id))
        this.running.push(this.runShard(shard, this.placeOf(shard) ?? start));
    }
  }

  private placeOf({ id }: Shard): StartingPosition | undefined {
    const { definition, source, places } = this.options;
    const sequenceNumber = places.of(definition.logicalId, source.arn, id);
    return sequenceNumber === undefined ? undefined : { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber };
  }

  private async runShard({ id }: Shard, start: StartingPosition): Promise<void> {
    const { signal } = this.stopping;
    const poller = this.poller(id, start);
    this.pollers.set(id, poller);
    await poller.run(signal);
    if (signal.aborted) return;
    this.finished.add(id);
    // What follows a shard that was read to its end must not miss anything, wherever this one began.
    await this.startShards({ type: 'TRIM_HORIZON' });
  }

  private poller(shardId: string, start: StartingPosition): ShardPoller {
    const { definition, source, log, invoker, rest, onBatch } = this.options;
    const { batchSize, batchingWindow, reportsFailures } = definition;
    const onError = (error: unknown): void => {
      log.write(
        'warn',
        `${definition.logicalId}: ${source.arn} cannot be read, trying again: ${String(error)}`,
      );
    };
    return new ShardPoller({
      shardId,
      checkpoint: start.type === 'AFTER_SEQUENCE_NUMBER' ? start.sequenceNumber : undefined,
      reader: new ShardReader({ source, shardId, start, batchSize, batchingWindow, rest, onError }),
      policy: definition,
      reportsFailures,
      invoker,
      onBatch,
      onDiscard: (discard, last, signal) => this.discard(shardId, discard, last, signal),
    });
  }

  private async discard(
    shardId: string,
    discard: Discard,
    last: InvocationOutcome | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { definition, destination, functionArn, log, source } = this.options;
    const { records } = discard.batch;
    const place =
      destination === undefined
        ? 'lost, for there is no failure destination'
        : 'sent to the failure destination';
    log.write(
      'warn',
      `${definition.logicalId}: ${records.length} record(s) given up (${discard.reason}), ${place}`,
    );
    const failure = {
      functionArn,
      streamArn: source.arn,
      shardId,
      batchInfo: source.batchInfo,
      requestId: last?.requestId ?? '',
      error: last?.ok === false ? last.error : undefined,
    };
    while (destination !== undefined && !signal.aborted) {
      try {
        await destination.send(discard, failure, signal);
        return;
      } catch (error) {
        log.write(
          'warn',
          `${definition.logicalId}: the failure destination does not answer: ${String(error)}`,
        );
        await sleep(DESTINATION_RETRY_DELAY, signal);
      }
    }
  }
}
