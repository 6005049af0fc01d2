import { fromQueueRecord } from '../../../src/aws/commit-records';
import { isTransient } from '../../../src/aws/aws-calls';
import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';
import type { CaughtUp } from '../../../src/eventsourcing/consuming/catch-up/consumer-functions';
import type { Doorbell, Doorbells } from '../../../src/eventsourcing/consuming/catch-up/doorbell';
import type { Consumer } from '../../../src/eventsourcing/consuming/consumer';
import { Consumers } from '../../../src/eventsourcing/consuming/consumers';
import { workThrough, type BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import { UpcastingEventStore } from '../../../src/eventsourcing/writing/upcasting-event-store';
import type { ScheduledCommand } from '../../../src/eventsourcing/writing/schedules';
import type { WritingPorts } from '../../../src/eventsourcing/writing/event-store';
import { groupBy } from '../../../src/kernel/group-by';
import type { Handler } from '../lambda/simulated-function';
import type { Sabotage } from '../sabotage';
import type { ReceivedMessage } from '../services/message';
import { schemasOf } from './command-side';
import { ungated, unhealing, type Batch } from './sabotaged-consumer';
import { silentLogger as logger } from './silent-logger';

export type ConsumersEvent =
  | { readonly messages: readonly ReceivedMessage[] }
  | { readonly doorbell: Pick<Doorbell, 'consumer' | 'stream'> };

/** A command whose time has come, for the processes of a context. */
export interface ScheduledEvent {
  readonly scheduled: ScheduledCommand;
}

export type ConsumersAnswer = BatchResponse | CaughtUp;

/** Milliseconds of an invocation that are kept for what is under way (src/composition/consumers.ts). */
const RESERVE = 1_500;

export interface ConsumerFunctionParts {
  readonly id: string;
  readonly context: ContextModule;
  readonly consumers: readonly Consumer[];
  readonly ports: WritingPorts;
  readonly doorbells: Doorbells;
  readonly sabotage: Sabotage | undefined;
}

/** A projector or the processes of a context in a new process, as src/composition/consumers.ts puts them together. */
export function consumerFunction(parts: ConsumerFunctionParts): Handler<ConsumersEvent, ConsumersAnswer> {
  const { id, context, ports, sabotage } = parts;
  const batch: Batch = { commits: [] };
  const schemas = schemasOf(context);
  const log: EventLog = new UpcastingEventStore(ports.events, schemas);
  const consumers = new Consumers(
    id,
    sabotage === 'gating' ? parts.consumers.map((each) => ungated(each, batch)) : parts.consumers,
    {
      log: sabotage === 'healing' ? unhealing(log, batch) : log,
      schemas,
      doorbells: sabotage === 'doorbells' ? { ring: () => Promise.resolve() } : parts.doorbells,
      isTransient,
      logger,
    },
  );
  return async (event, end) => {
    const until = end - RESERVE;
    batch.commits = [];
    if ('doorbell' in event) return consumers.catchUp(event.doorbell, until);
    return workThrough(event.messages, {
      identifierOf: (message) => message.id,
      read: fromQueueRecord,
      work: async (commits) => {
        batch.commits = commits;
        const stuck = await consumers.take(commits, until);
        return sabotage === 'group-stop' ? firstOfEach(stuck) : stuck;
      },
      logger,
    });
  };
}

function firstOfEach(stuck: ReadonlySet<Commit>): ReadonlySet<Commit> {
  const groups = groupBy(stuck, ({ stream }) => stream);
  return new Set([...groups.values()].flatMap((group) => group.slice(0, 1)));
}
