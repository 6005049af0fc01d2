import type { Channel, Message } from '../../../src/eventsourcing/consuming/delivery/channel';
import type { Life, World } from '../world';
import type { Sabotage } from '../sabotage';
import type { FifoQueue } from './fifo-queue';

/** SendMessageBatch, of which each entry may be refused alone. */
export function queueChannel(
  world: World,
  caller: Life,
  queue: FifoQueue,
  sabotage: Sabotage | undefined,
): Channel {
  const sendAll = (messages: readonly Message[]): ReadonlySet<Message> => {
    const refused = new Set(messages.filter(() => world.faults.strikes('partial failure')));
    for (const { envelope, body } of messages.filter((message) => !refused.has(message))) {
      const { commit, replayId } = envelope;
      const told = sabotage === 'dedup-ids' ? commit.stream : commit.commitId;
      queue.send(commit.stream, replayId === undefined ? told : `${told}:${replayId}`, body);
    }
    return refused;
  };
  return {
    maxCount: 10,
    maxBytes: 1000 * 1024,
    maxCalls: 10,
    send: (messages) => world.call(caller, 'sqs', () => sendAll(messages)),
  };
}
