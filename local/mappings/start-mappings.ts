import { setMaxListeners } from 'node:events';
import type { Functions } from '../lambda/create-functions';
import type { RuntimeLog } from '../runtime-log';
import type { Services } from '../services/start-services';
import { BEFORE_ALL } from '../services/kinesis/sequence-number';
import type { Activity } from './activity';
import type { Mapping } from './mapping';
import type { MappingDefinition, StreamMappingDefinition } from './mapping-definition';
import type { KnownPlaces } from './places';
import { queueClient } from './queue/queue-client';
import { QueueMapping } from './queue/queue-mapping';
import { dynamoDbSource } from './stream/dynamodb-source';
import { failureDestination } from './stream/failure-destination';
import { kinesisSource } from './stream/kinesis-source';
import { StreamMapping } from './stream/stream-mapping';
import type { StreamSource } from './stream/stream-source';

export interface MappingsOptions {
  readonly functions: Functions;
  readonly services: Pick<Services, 'endpoints' | 'waitForRecords'>;
  readonly activity: Activity;
  readonly log: RuntimeLog;
  /** Where stream mappings go on from. */
  readonly places: KnownPlaces;
}

/** Pollers of one queue. More would make more environments of its function for the same work. */
const QUEUE_POLLERS = 2;

/** Calls made while mappings start answer at once or fail. As many listen to it as there are mappings. */
const starting = new AbortController().signal;
setMaxListeners(0, starting);

/** Starts to poll for every mapping. */
export function startMappings(
  definitions: readonly MappingDefinition[],
  options: MappingsOptions,
): Promise<Mapping[]> {
  return Promise.all(definitions.map((definition) => startMapping(definition, options)));
}

async function startMapping(definition: MappingDefinition, options: MappingsOptions): Promise<Mapping> {
  const { functions, services, activity, log } = options;
  const invoker = functions.get(definition.functionId);
  if (invoker === undefined)
    throw new Error(`${definition.logicalId}: there is no function ${definition.functionId}`);
  const onBatch = (): void => {
    activity.pulse();
  };
  if (definition.kind === 'sqs') {
    const client = await queueClient(
      services.endpoints.sqs,
      definition.sourceArn,
      definition.functionId,
      starting,
    );
    return new QueueMapping({ definition, invoker, client, log, concurrency: QUEUE_POLLERS, onBatch });
  }
  const { failureDestination: arn, functionId, kind, sourceArn, uuid } = definition;
  const source =
    kind === 'kinesis'
      ? kinesisSource(services.endpoints.kinesis, sourceArn, functionId)
      : await dynamoDbSource(services.endpoints.dynamodb, sourceArn, functionId, starting);
  return StreamMapping.start({
    definition,
    functionArn: invoker.definition.arn,
    invoker,
    source,
    destination:
      arn === undefined ? undefined : failureDestination(arn, { uuid, functionId }, services.endpoints),
    log,
    places: options.places,
    rest: await resting(definition, source, options),
    onBatch,
  });
}

type Rest = (after: string | undefined, signal: AbortSignal) => Promise<void>;

/**
 * The local Kinesis tells when a record comes; everything else has to be polled. It tells for a whole
 * stream, so with several shards each would be woken by the others without end: they poll.
 */
async function resting(
  definition: StreamMappingDefinition,
  source: StreamSource,
  options: MappingsOptions,
): Promise<Rest> {
  const { services, activity } = options;
  const { waitForRecords } = services;
  const poll: Rest = (_after, signal) => activity.rest(signal);
  if (definition.kind !== 'kinesis' || waitForRecords === undefined) return poll;
  if ((await source.shards(starting)).length > 1) return poll;
  const name = definition.sourceArn.slice(definition.sourceArn.indexOf('/') + 1);
  return async (after, signal) => {
    try {
      await waitForRecords(name, after ?? BEFORE_ALL, signal);
    } catch {
      // The runtime stops, the stream is gone, which the next reading says, or it has been split.
      await poll(after, signal);
    }
  };
}
