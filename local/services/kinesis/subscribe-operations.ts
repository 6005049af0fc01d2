import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { EventStream, type StreamedEvent } from '../aws-json/event-stream';
import { optionalObject, text } from '../aws-json/input';
import { namedConsumer } from './consumer-operations';
import { namedShard } from './describe-operations';
import type { KinesisStream, Shard } from './kinesis-stream';
import { readShard } from './read-operations';
import { startAfter } from './starting-position';
import type { StreamStore } from './stream-store';

/** "SubscribeToShard", Kinesis API reference: after five minutes the consumer subscribes anew. */
const LASTS = 5 * 60 * 1000;
/** A consumer that subscribes again sooner is refused; later it takes the place of its older subscription. */
const EXCLUSIVE_FOR = 5_000;
/** An event without records tells a consumer that it has not been forgotten. */
const HEARTBEAT = 5_000;

const MAX_RECORDS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;

const POSITION = { type: 'Type', sequenceNumber: 'SequenceNumber' };

interface Subscription {
  readonly since: number;
  readonly ending: AbortController;
}

/** Enhanced fan-out: records are sent to a consumer as they come, over HTTP/2 or HTTP/1.1. */
export function subscribeOperations(store: StreamStore): Operations {
  const subscriptions = new Map<string, Subscription>();
  return {
    SubscribeToShard: (input) => {
      const { stream, consumer } = namedConsumer(store, { ConsumerARN: text(input, 'ConsumerARN') });
      const shard = namedShard(stream, text(input, 'ShardId'));
      store.dropExpired(stream, shard);
      const after = startAfter(optionalObject(input, 'StartingPosition') ?? {}, shard, POSITION);

      const key = `${consumer.arn}/${shard.id}`;
      const other = subscriptions.get(key);
      if (other !== undefined && Date.now() - other.since < EXCLUSIVE_FOR) {
        throw new AwsError(
          'ResourceInUseException',
          `Another active subscription exists for this consumer and shard: ${key}.`,
        );
      }
      other?.ending.abort();
      const subscription = { since: Date.now(), ending: new AbortController() };
      subscriptions.set(key, subscription);
      const ended = (): void => {
        if (subscriptions.get(key) === subscription) subscriptions.delete(key);
      };
      return new EventStream((gone) => {
        const signal = AbortSignal.any([gone, subscription.ending.signal, AbortSignal.timeout(LASTS)]);
        return eventsOf(store, stream, shard, after, signal, ended);
      });
    },
  };
}

async function* eventsOf(
  store: StreamStore,
  stream: KinesisStream,
  shard: Shard,
  start: string,
  signal: AbortSignal,
  ended: () => void,
): AsyncGenerator<StreamedEvent> {
  let from = start;
  let waited = true; // the first event comes at once, as on AWS
  try {
    while (!signal.aborted) {
      store.dropExpired(stream, shard);
      const { after, children, ...reading } = readShard(stream, shard, from, MAX_RECORDS, MAX_BYTES);
      if (reading.Records.length > 0 || children !== undefined || waited) {
        from = after;
        const more =
          children === undefined ? { ContinuationSequenceNumber: from } : { ChildShards: children };
        yield { type: 'SubscribeToShardEvent', body: { ...reading, ...more } };
        waited = false;
        if (children !== undefined) return;
      } else {
        waited = await changeOrHeartbeat(store, stream, signal);
      }
    }
  } finally {
    ended();
  }
}

/** @returns whether nothing happened for as long as a heartbeat */
async function changeOrHeartbeat(
  store: StreamStore,
  stream: KinesisStream,
  signal: AbortSignal,
): Promise<boolean> {
  const heartbeat = AbortSignal.timeout(HEARTBEAT);
  try {
    await store.waitForChange(stream, AbortSignal.any([signal, heartbeat]));
    return false;
  } catch {
    return heartbeat.aborted;
  }
}
