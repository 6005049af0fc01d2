import { silentLog } from '../../../local/runtime-log';
import type { StreamMappingDefinition } from '../../../local/mappings/mapping-definition';
import type { ShardStatus } from '../../../local/mappings/stream/shard-status';
import { NO_PLACES } from '../../../local/mappings/places';
import { StreamMapping, type StreamMappingOptions } from '../../../local/mappings/stream/stream-mapping';
import { MemorySource } from './memory-source';
import type { RecordingInvoker } from './recording-invoker';

const definition: StreamMappingDefinition = {
  kind: 'kinesis',
  logicalId: 'Mapping',
  uuid: 'uuid',
  functionId: 'Function',
  sourceArn: 'arn',
  batchSize: 10,
  batchingWindow: 0,
  reportsFailures: false,
  startingPosition: { type: 'TRIM_HORIZON' },
  bisect: false,
  maximumRetryAttempts: Infinity,
  maximumRecordAge: Infinity,
  failureDestination: undefined,
};

/** A mapping on a stream in memory, which has one shard named `shard`. */
export class MappingHarness {
  readonly source = new MemorySource();
  private mapping: StreamMapping | undefined;

  constructor() {
    this.source.addShard('shard');
  }

  get status(): ShardStatus | undefined {
    return this.mapping?.status().shards?.[0];
  }

  async start(
    invoker: RecordingInvoker,
    changes: Partial<StreamMappingDefinition> = {},
    options: Partial<StreamMappingOptions> = {},
  ): Promise<void> {
    this.mapping = await StreamMapping.start({
      definition: { ...definition, ...changes },
      functionArn: 'arn:function',
      invoker,
      source: this.source,
      destination: undefined,
      log: silentLog,
      places: NO_PLACES,
      rest: () => new Promise(setImmediate),
      onBatch: () => undefined,
      ...options,
    });
  }

  put(...values: number[]): void {
    for (const value of values) this.source.put('shard', value);
  }

  async retryNow(): Promise<void> {
    await this.mapping?.retryNow();
  }

  async stop(): Promise<void> {
    await this.mapping?.stop();
  }
}
