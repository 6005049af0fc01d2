import type { Channel, Message } from '../../../src/eventsourcing/consuming/delivery/channel';
import type { Life, World } from '../world';
import { Shard } from './shard';

/** Readers of one shard side by side; each partition key has one of them, which keeps its order. */
const LANES = 3;

/** Kinesis. */
export class EventStream {
  readonly lanes: readonly Shard[];

  constructor(private readonly world: World) {
    this.lanes = Array.from({ length: LANES }, () => new Shard(() => world.time.now));
  }

  put(partitionKey: string, data: string): void {
    const hash = Buffer.from(partitionKey).reduce((sum, byte) => sum + byte, 0);
    this.lanes[hash % LANES]?.append(data);
  }

  /** PutRecords: any order within a call, and each record may be refused alone. */
  channelOf(caller: Life): Channel {
    const { world } = this;
    const putAll = (messages: readonly Message[]): ReadonlySet<Message> => {
      const refused = new Set(messages.filter(() => world.faults.strikes('partial failure')));
      for (const message of world.random.shuffled(messages))
        if (!refused.has(message)) this.put(message.envelope.commit.stream, message.body);
      return refused;
    };
    return {
      maxCount: 500,
      maxBytes: 5 * 1024 * 1024,
      maxCalls: 1,
      send: (messages) => world.call(caller, 'kinesis', () => putAll(messages)),
    };
  }
}
